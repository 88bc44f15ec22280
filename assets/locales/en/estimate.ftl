# estimate

## What customers put off (R-31)
deferred-sum = { $count ->
    [one] 1 deferred: { $amount }
   *[other] { $count } deferred: { $amount }
}
deferred-title = Put off on { $plate }
deferred-heading = Work put off
deferred-in-sum = in sum
deferred-none = Nothing is put off on this vehicle.
deferred-col-why = Why
deferred-col-due = Until
deferred-col-since = Since
deferred-col-amount = Then
deferred-from = Declined on { $number }.
deferred-field-due = Until when
deferred-field-odometer = Until mileage
deferred-cmd-revive = put on the job
deferred-cmd-elsewhere = done elsewhere
deferred-cmd-expire = forget it
deferred-ask-elsewhere = { $work }: done elsewhere
deferred-ask-expire = { $work }: not brought up again
deferred-revived = { $work } is on the job, at today's price
deferred-closed = It is not brought up again
deferred-off-no-job = Open the vehicle's job to put it on.
deferred-other-vehicle = That was put off on another vehicle.
help-deferred = What the owners of this vehicle put off, with what it came to then. Enter puts a bundle on the job at the price of today; Del says that it was done elsewhere, − that it makes no sense any more.
job-cmd-deferred = work put off
job-cmd-read-aloud = read aloud

## The call (R-30)
readaloud-title = Reading the lines to the customer
readaloud-how = Read each line aloud. On a heading one letter answers all its lines.
help-readaloud = The call about the estimate: read each line aloud and answer it with one letter, y for yes, n for no, d for another time. Enter writes everything down together, with who said it and how; what has no letter yet stays open.
readaloud-cmd-yes = yes
readaloud-cmd-no = no
readaloud-cmd-later = another time
readaloud-cmd-finish = write down
readaloud-cmd-unsay = take the answer back
readaloud-off-nothing-said = No line is answered yet.
readaloud-yes = yes
readaloud-no = no
readaloud-later = later
readaloud-open = to ask
readaloud-without-tax = without tax
readaloud-finish-title = What the customer said
readaloud-sum = Yes { $yes }, another time { $later }, no { $no }
readaloud-delete = Delete it
readaloud-defer = Keep it for later
readaloud-field-no = What is declined

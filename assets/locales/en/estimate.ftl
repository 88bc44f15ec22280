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
deferred-hint = for later
decide-why-not = Say why not: pick the reason the customer gave.
decide-until-when = Until when? Give a day or a mileage.
deferred-odometer-range = A mileage is nought or more.
due-title = Work put off, due
due-none = Nothing that was put off is due.
due-col-phone = Phone
due-col-called = Called
due-cmd-call = write down the call
due-cmd-vehicle = its vehicle
due-ask-call = { $name }, { $phone }: { $work }
due-field-said = What they said
due-called = The call is written down
due-said = Called { $at }: { $note }
due-how = Due within two weeks, or by mileage. Enter writes down what they said.
help-due = What customers put off and is due within two weeks, or by the mileage of their vehicle; those nobody was called about come first. Enter writes down what they said on the phone. Del says that the work was done elsewhere, − that it makes no sense any more. What was due for long is forgotten by itself (a setting).
job-cmd-due = work put off, due
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

## Looking a vehicle over (S1-29)
inspection-title = Looking over { $plate }
inspection-none = Nothing was looked at on this visit. What do you go through?
inspection-no-form = There is no template; Admin has them.
inspection-cmd-begin = begin
inspection-cmd-point = note, reading
inspection-cmd-reading = take the reading
inspection-cmd-work = work for it
inspection-cmd-finish = finish
inspection-cmd-ungrade = take the grade back
inspection-cmd-reopen = there is more to see
inspection-cmd-review = reviewed
inspection-cmd-another = look over once more
inspection-cmd-photo = add a photo
inspection-cmd-photos = show its photos
inspection-photo-title = A photo of { $point }
inspection-photos = { $count ->
    [one] One photo
   *[other] { $count } photos
}
inspection-photo-of = { $at } of { $count }   { $name }   { $what }
inspection-paper-title = The inspection on paper
inspection-over = It is finished. − opens it again.
inspection-off-open = It is still open.
inspection-off-open-one = Finish this one first.
inspection-off-not-finished = It is not finished, or reviewed already.
inspection-to-see = to see
inspection-on-job = on job
inspection-above = { $grade } above { $limit }
inspection-below = { $grade } below { $limit }
inspection-section-how = A letter here grades all of the section that has no grade yet.
inspection-by-reading = by reading
inspection-field-reading = Reading
inspection-field-grade = Grade
inspection-field-summary = The last word, for the customer
inspection-point-title = Seen: { $point }
inspection-again-title = Once more
inspection-point-saved = Written down
inspection-finish-title = Finish the inspection
inspection-finished = Inspection finished
inspection-reopen-title = Why is there more to see?
inspection-reopened = The inspection is open again
inspection-reviewed = Reviewed
inspection-which = Which inspection?
inspection-remedied = Work for { $point } is on the job
inspection-work-title = Work for { $point }
inspection-work-typed = In words…
inspection-not-through = { $count ->
    [one] One point has no grade yet.
   *[other] { $count } points have no grade yet.
}
inspection-form-empty = An inspection needs at least one point.
inspection-limits-crossed = { $point }: red comes before amber.
finding-on-job = The work for { $point } is on the job already.
finding-no-canned = No canned job belongs to this point.
help-inspection = Looking the vehicle over, section by section. One letter grades a point: g good, a soon, r now, x not checked; on a heading it grades what has no grade yet. Figures are a reading; Enter takes it, and it grades itself by the limits below. w puts the work for a finding on the job, priced, for the customer to decide on. Ctrl-S finishes.
job-cmd-inspection = inspection

## Templates of inspections
inspections-title = Inspections
inspections-note = what is looked at, section by section, with limits
inspections-one = Inspection
inspections-points = Points
inspections-sections = Sections
inspections-each-corner = each corner
inspections-help = What is looked at on a vehicle, as templates. A section ends with a colon; below it one point a line: Tread, each corner, mm <3 <1.6, TYRE4 is measured at each corner in mm, soon below 3, now below 1.6, and put right by the canned job TYRE4. With > high readings are the bad ones. A title alone is graded by eye.
inspections-no-section = { $line } stands under no section. A section is a line that ends with a colon.
inspections-line = { $line }: "{ $piece }" is no limit (mm <3 <1.6), no code of a canned job, and not "each corner".

## The estimate (R-27, R-33)
estimate-empty = There is no line to tell the customer about.
estimate-expired = The days of { $number } are over. Write a new version: its open lines are priced anew.
estimate-unread = An advisor has to read it first.
estimate-outdated = Lines have changed since it was written. Write a new version.
estimate-title = Estimate for { $plate }
estimate-none = No estimate is written yet.
estimate-version = { $number } version { $version }
estimate-valid = holds until { $until }
estimate-read-by = read by { $who }
estimate-returned-by = { $who } wants it changed: { $note }
estimate-written = Estimate written
estimate-approved = Estimate approved: it can go to the customer
estimate-returned = Sent back to whoever wrote it
estimate-sent = The estimate is on its way to the customer
estimate-told = The customer is asked
estimate-way-title = How does the customer get it?
estimate-by-message = By message
estimate-by-phone = On the phone
estimate-in-person = In person, on paper
estimate-paper-title = The estimate on paper
estimate-print = Print
estimate-file = Into a file
estimate-field-return = What is to be changed
estimate-return-title = Send the estimate back
estimate-off-not-waiting = It does not wait for a reader.
estimate-line-draft = to ask
estimate-line-asked = asked
estimate-record = { $decision }: { $who }, { $how }, by { $taken }, { $when }, { $amount }
estimate-cmd-write = write it
estimate-cmd-approve = approve
estimate-cmd-send = to the customer
estimate-cmd-return = send back
estimate-cmd-anew = new version
estimate-cmd-card = job card
help-estimate = What the customer is told about this visit, version by version. Enter takes the next step: write it, approve what a mechanic wrote, give it to the customer, read it aloud. A line's record (who said what, how, to whom) stands below. F9 prints it, Ins writes a new version, − sends it back to its writer.
job-cmd-estimate = estimate
job-cmd-done-before = last done on this vehicle
estimate-cmd-add = add a canned job
estimate-work-added = Added to the job
job-before-title = Done on this vehicle before
job-before-no-code = It is in no catalogue, or you may not add it.
job-nothing-before = Nothing was done on this vehicle before.

## Notes and their photos (R-27, S1-33)
job-cmd-notes = notes and photos
job-notes-title = Notes on { $plate }
job-notes-none = Nothing is noted yet.
help-job-notes = What was noted on this job, with photos. Ins writes a note, for the house or for the customer; a photo goes along by the path of its file. Enter shows a photo as large as the page is. A note that waits for a reader goes to the customer by +, and stays in the house by −.
note-off-not-waiting = This note does not wait for a reader.
note-cmd-approve = to the customer
note-cmd-reject = keep in the house
note-approved = The note is on its way to the customer
note-rejected = The note stays in the house
photo-title = A photo with the note
photo-field-path = Photo (path of the file)
photo-field-caption = What it shows
photo-cmd-show = show the photo
photo-cmd-add = add a photo
photo-cmd-before = the one before
photo-cmd-next = the next
photo-only = There is only this one.
photo-cmd-drop = take the photo off
photo-cmd-close = close
photo-none = There is no photo here.
photo-added = Photo added
note-kept-no-photo = The note is kept, its photo is not: { $why }
photo-dropped = The photo is taken off
photo-no-place = This terminal has no folder for photos.
photo-not-read = The file cannot be read: { $why }
photo-not-kept = The photo cannot be kept: { $why }
photo-no-file = { $path } is no file.
photo-too-large = A photo may have { $most } MB at most.
photo-no-picture = { $path } is no picture (JPEG, PNG, WebP).
photo-enough = { $count } photos are the most in one place. Take one off first.
photo-gone = { $name } is not on this machine.

## Work at other firms (states 8)
job-cmd-sublet = sublet: next step
ask-sublet = Which firm does it?
sublet-saved = Sublet saved
sublet-field-supplier = Firm
sublet-field-due = Back by
sublet-field-reference = Their number
sublet-field-cost = What they ask, without tax
sublet-other-line = This line is no work of another firm.
sublet-no-yes = The customer has not said yes to { $line }.
estimate-not-yours = You have no task on this job, so its estimate is not yours to write.
inspection-not-yours = This is another’s vehicle. Why do you look it over?

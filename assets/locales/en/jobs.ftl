# jobs

## The board
jobs-title = Jobs
help-jobs = Every car in the house and those due today, each where its work stands. + takes a card on, − back; letters find a plate, a name or a number. Tab shows them as a list, where Space marks and one step is for all.
board-all-mechanics = All mechanics
board-only-title = Whose jobs?
board-open = open
board-late = late
board-wait-parts = wait for parts
board-to-collect = to collect
board-type-to-find = type to find
board-more = n more
board-empty = No car is here, and none is due today.
board-nothing-fits = Nothing here fits “{ $typed }”. Esc shows all; F2 looks everywhere.
board-no-way-on = There is no next step for this job.
board-no-way-back = { $plate } has no step back from here.
board-marked = marked
bulk-done = { $count ->
    [one] One job is moved on
   *[other] { $count } jobs are moved on
}
bulk-refused = { $count ->
    [one] One job stays as it is
   *[other] { $count } jobs stay as they are
}
bulk-assign = { $count ->
    [one] Who does the open tasks of this job?
   *[other] Who does the open tasks of these { $count } jobs?
}
bulk-one-by-one = The next step has to be asked about: open the card.
card-needs-yes = needs a yes
card-not-asked = not asked yet
board-not-asked = not asked
card-waits-parts = waits for parts
card-short = { $count ->
    [one] one part short
   *[other] { $count } parts short
}
card-due = due { $day }
card-done-by = { $who }, done
card-held = held: { $reason }
card-over = { $time } over
card-not-here = not here, due { $time }
card-comes = comes { $time }
card-nobody = nobody yet
card-waits-here = waits here
card-declined = no work wanted
card-told = told { $time }
card-telling = being told
card-not-told = not told yet
card-nothing-owed = nothing owed
card-plus-tax = { $sum } + tax
card-since = { $who } since { $time }
card-key = Key { $tag }
card-parking = parked at { $place }
card-limit-left = { $left } left of the limit
mechanic-open-tasks = { $count ->
    [0] nothing to do
    [one] one task
   *[other] { $count } tasks
}

job-col-plate = Plate
job-col-customer = Customer
job-col-work = Work
job-col-stage = Stage
job-col-who = Who
job-col-promised = Promised
job-col-task = Task
job-col-hours = Hours
job-col-part = Part
job-col-state = State
job-col-note = Note

## The job card
job-card-title = Job { $number }
help-job-card = One visit: its tasks in order, what is sold and what the customer said. Type a canned job's code, a part or scan it to add; + takes the job to its next step.
card-bay = bay
card-key-short = key
card-limit-short = limit left
card-empty = Nothing is on this job yet. Type the code of a canned job, or press Ins.
card-entry-hint = type a canned job, a part or scan its barcode
card-wish = The customer wants
card-damage = Damage seen
card-before-ready = Before it is ready
card-decisions = What the customer said
card-notes = Notes
card-nothing-to-ask = Every line is decided. Add a line first.
card-all-assigned = Every open task is somebody's. Put the cursor on one to give it to another.
card-no-way-back = There is no step back from here.
job-total-draft = not asked
job-total-proposed = asked
job-total-agreed = agreed
job-total-with-tax = with tax
job-total-held = deposit
job-col-code = Code
job-col-free = Free
job-col-price = Price
task-needs-yes = needs a yes
blockers-title = Not ready yet
job-parts-unissued = { $count ->
    [one] One part was not taken. Was it fitted?
   *[other] { $count } parts were not taken. Were they fitted?
}
solve-go = go to it
solve-decide = Record what the customer said
solve-not-to-be-done = What is open is not to be done: say why
solve-check = it is passed
solve-waive = ready all the same
solve-parts-last = first solve the others
job-told-again = The customer is told once more
job-parts-issue-all = They were fitted: take them off the shelf
job-parts-release-all = They were not needed: give them back
assign-title = { $count ->
    [one] Who does this task?
   *[other] Who does these { $count } tasks?
}
assign-nobody = Nobody
assigned-in-the-way = Assigned, but { $what } is in the way at { $time }. Their time is not taken.
new-row-title = What is to be added?
new-row-canned = Canned job
new-row-task = Task without a price
new-row-item = Work item: another concern

ask-decide = { $count ->
    [one] What did the customer say to this line?
   *[other] What did the customer say to these { $count } lines?
}
ask-decide-sum = They come to { $sum }.
ask-withdraw = The yes is taken back
ask-unauthorise = Every yes is taken back
ask-rework = Back to the bay
ask-fail-check = The check failed
ask-hand-over = Hand the keys over
keys-title = The keys stay here for now
keys-bill = Make the invoice and take the payment first
keys-anyway = Hand them over all the same, and say why
ask-promise = Promised for
ask-hold = Put on hold
job-call-off-title = Call { $number } off
job-cancelled-fee = The job is called off, { $amount } on a draft
ask-cancel-tasks = { $count ->
    [one] One task is not to be done
   *[other] { $count } tasks are not to be done
}
ask-waive = Ready, though nothing was done
ask-cancel-task = Not to be done
ask-reopen-task = Not done after all
ask-facts = Key, contact and limit
ask-line = Line
ask-task = Task
ask-item = Work item
job-override-title = Against the rule: say why
job-close-title = Close the job
job-close-text = It leaves the lists. Nothing is deleted.

job-field-reason = Reason
job-field-reason-unpaid = if it leaves unpaid
job-field-who = Who
job-field-said = Said
job-field-how = How
job-field-why = Why
job-field-why-not = Why not
job-field-odometer = Odometer
job-field-day = Day
job-field-time = Time
job-field-until = Until
job-field-note = Note
job-field-for-customer = the customer may read it
job-field-key = Key
job-field-parking = Parked at
job-field-contact = Contact
job-field-phone = Phone
job-field-limit = Limit
job-field-check = Checked by another
job-field-check-required = another person must check it
job-field-what = What
job-field-title = Title
job-field-qty = Quantity
job-field-price = Price
job-field-discount = Discount
job-field-free-reason = Free because
job-field-hours = Hours
job-field-planned = Planned
job-field-concern = Concern
job-field-cause = Cause
job-field-correction = Correction

## Keys
job-cmd-open = open
job-cmd-add = add
job-cmd-add-row = add a row
job-cmd-put-down = put down
job-cmd-pick-up = pick up
job-cmd-move-task = move the task
job-cmd-mark = mark
job-cmd-mark-all = mark all, or none
job-cmd-list = list
job-cmd-board = board
job-cmd-column = column
job-cmd-only-mechanic = one mechanic
job-cmd-next-stage = next step
job-cmd-step-back = step back
job-cmd-check-in = check in
job-cmd-authorise = record the yes
job-cmd-start = start
job-cmd-pause = pause
job-cmd-done = done
job-cmd-resume = go on
job-cmd-complete = ready
job-cmd-hand-over = hand over
job-cmd-start-pause = start or pause
job-cmd-assign = give to
job-cmd-invoice = invoice
job-cmd-deposit = deposit
job-cmd-remove = remove
job-cmd-note = note
job-cmd-tell = tell the customer it is ready
job-cmd-time = clocked time
job-cmd-facts = key, contact, limit
job-cmd-promise = promise a time
job-cmd-hold = put on hold
job-cmd-decide = record what the customer said
job-cmd-propose = put all lines to the customer
job-cmd-withdraw = take the yes back
job-cmd-take-part = take the part
job-cmd-edit-task = edit the task
job-cmd-reopen-task = task is not done after all
job-cmd-pass-check = the check is passed
job-cmd-fail-check = the check failed
job-cmd-cancel-job = call the job off
job-cmd-close-job = close the job
job-cmd-next-field = next
job-cmd-finish = finish
job-cmd-leave = leave
job-cmd-parts-pane = parts
job-cmd-take-a-part = take a part
job-cmd-extra-work = extra work found
job-cmd-put-back = put the part back
job-cmd-block = cannot go on
job-cmd-job-card = open the job card
job-cmd-clock-in = shift begins (i)
job-cmd-clock-out = shift ends (i)
job-cmd-indirect = cleaning, training, waiting
job-off-on-board = the list has no columns
job-off-in-list = press Tab for the list first
job-off-not-yours = this is { $who }’s task
job-off-nobodys = nobody has this task yet
job-off-no-card = choose a card first
job-off-no-way-back = no step back from here
job-off-no-task-here = put the cursor on a task
job-off-no-line-here = put the cursor on a line
job-off-job-over = the job is over
job-off-not-in-check = the job is not in the check
job-off-not-ready = the job is not ready
job-off-not-collected = the vehicle is still here
job-off-no-task = no task is chosen
job-off-nothing-runs = no clock is running
job-off-no-parts = this job has no parts
job-off-parts-pane = press Tab for the parts first
job-off-clocked-in = the shift has begun

## What was done
task-started = { $task } runs
task-started-paused = { $task } runs; { $paused } is paused
task-paused = { $task } is paused
task-done = { $task } is done
task-done-last = { $task } is done. It was the last: the job goes to the check
task-blocked = The task waits
task-cancelled = The task is not to be done
task-reopened = The task is open again
task-saved = Task saved
task-added = { $task } added
task-assigned = Given
tasks-ordered = The tasks are in their new order
item-added = { $item } added
item-saved = Work item saved
line-added = { $line } added
line-saved = { $line } saved
line-removed = { $line } is off the job
lines-proposed = All lines are put to the customer
decided = Written down: { $decision }
yes-taken-back = The yes is taken back
canned-added = { $title } added
job-part-added = { $part } added
job-part-taken = { $part } taken
job-part-waits = { $part } is kept on the shelf until the customer says yes.
job-part-put-back = { $part } is back on the shelf
job-part-unknown = No part has this code
job-is-ready = { $plate } is ready, the customer is told
job-resumed = { $plate } goes on
job-held = The job is on hold
job-promised = Promised for { $at }
promise-past = It is { $now } now: promise a later time.
promise-early = { $left } of work left: not before { $day }.
promise-reason = { $why } Say why.
promise-reason-hint = where it is too early
job-promise-gone = Nothing is promised any more
job-saved = Saved
job-back-in-bay = Back in the bay
job-cancelled = The job is called off
job-closed = The job is closed
job-handed-over = { $plate } is handed over
job-hand-over-undone = The vehicle is still here
job-check-in-undone = { $plate } is not here after all
job-check-in-undone-here = The vehicle is not here after all
check-passed = The check is passed
job-note-title = Note
job-note-written = Note written

## Clocked time
time-title = Clocked time
help-job-time = Who worked on this job, from when to when. Times can be put right and work no clock saw can be added; what was there stays on record.
time-none = Nobody has worked on this job yet.
time-col-from = From
time-col-to = To
time-col-time = Time
time-col-how = On record
time-by-hand = by hand, { $who }
time-corrected = corrected, { $who }
time-runs = the clock runs
time-still-runs = empty: it still runs
time-field-from = From
time-field-to = To
time-correct = Put the time right
time-add = Work no clock saw
time-cmd-correct = put right
time-cmd-add = add work
time-is-corrected = The time is put right
time-is-added = The time is written down

## My work
my-work-title = My work
help-my-work = Your own tasks. Enter starts the chosen one, − pauses, + is done; Ins takes a part, Ctrl-E says that more has to be done. i clocks you in and out; c cleaning, t training, f fetching parts, w waiting; a accepts a task, x declines it, b says why it is blocked, r what it was and what was done, o opens its job; h shows what was left for the next shift.
my-tasks-today = tasks today
my-planned = planned
my-clocked = clocked
my-idle = No task is running.
my-idle-hint = Enter starts the chosen one.
my-bay = bay { $bay }
my-of-planned = of { $planned }
my-promised = promised
my-parts = Parts for this job
my-not-here = not here yet
my-nothing-next = Nothing is waiting for you.
my-key-start = Start the chosen
my-key-pause = Pause
my-key-done = Done
job-part-bin = bin { $bin }
job-part-is-taken = { $qty } taken
job-list-loading = Reading the books …
job-list-more = { $count } more
job-part-pick-title = Take a part
job-part-beyond = Only { $free } free. Enter once more puts it on all the same.
job-part-pick-hint = Number, words or barcode; 2* in front takes two.
extra-title = Extra work found
extra-within-limit = Within the customer's limit: it may begin
extra-waits = It is beyond the limit: the desk asks the customer.
job-block-title = { $task } cannot go on
clocked-in = Your shift has begun
clocked-out = Your shift is over
clocked-out-paused = Your shift is over, “{ $task }” is paused
clocked-out-stopped = Your shift is over, the clock on { $what } has stopped
indirect-title = What are you doing?
indirect-runs = The clock runs on { $what }

## Refusals
job-over = { $number } is over ({ $status }).
job-invoiced = { $invoice } bills this job, so its lines are fixed. Credit the invoice first.
job-has-arrived = { $number } is here already; cancel the job itself.
job-begun = Work on { $number } has begun, or a part was taken.
job-not-to-work-on = { $number } cannot be worked on now ({ $status }).
job-reason-missing = Say why.
job-override-reason = { $why } You may go on all the same: say why.
job-limit-negative = A limit is not below nothing.
line-begun = Work on “{ $line }” has begun, or its part was taken.
line-decided = The customer has said no to “{ $line }”. Add a new line.
line-unauthorised = The customer has not said yes to “{ $line }”.
job-no-lines-to-decide = Choose the lines first.
withdraw-line-by-line = Take a yes back line by line.
canned-code-unknown = No canned job has the code “{ $code }”.
job-no-tax-code = There is no tax code yet. Add one under Admin.
job-no-labour-rate = There is no labour rate yet. Add one under Admin.
job-qty-below-issued = { $issued } are taken already.
job-qty-above-line = The line has { $left } left to take.
job-price-negative = A price is not below nothing.
job-free-reason-missing = Say why it costs nothing.
job-discount-out-of-range = A discount is from 0 to 100 %.
job-discount-above-cap = You may take off up to { $most } here.
task-nobody = Give the task to somebody first.
task-waits = “{ $first }” comes first.
task-unauthorised = The customer has not said yes to “{ $title }”.
task-runs = The clock runs on “{ $title }”. Pause it first.
job-minutes-out-of-range = From 0 minutes to 200 hours.
job-more-needs-work = Say how many hours it takes.
not-clocked-in = Your shift has not begun.
job-part-still-out = “{ $line }” is still taken. Put it back first.
check-not-due = { $number } is not in the check.
check-own-work = You worked on it: another person has to check it.
check-override = You worked on it yourself
job-odometer-back = It showed { $seen } when it came.
hand-over-another-day = { $number } left on another day.
job-release-above-limit = { $owed } is open, the limit is { $limit }.
job-release-not-invoiced = { $amount } is not invoiced yet.
job-release-unpaid = { $owed } is not paid.
job-not-ready-to-tell = { $number } is not ready; there is nothing to tell yet.
job-nowhere-to-tell = { $customer } has no e-mail address, or wants no messages. Call them.
time-to-come = That time is still to come.
time-end-missing = Say when it stopped.
time-end-before-start = It stops before it starts.
time-too-long = That is longer than a day. Look at the date.
time-upon-other = { $from } – { $to } went to “{ $title }”.
time-upon-running = Since { $from } “{ $title }” has been running.
time-upon-shift = A shift from { $from } to { $to } is on record already.
time-upon-open-shift = Since { $from } a shift has been running.
time-still-at-work = The clock still runs on “{ $title }”. Say first when that stopped.

## Tabs
tab-jobs = Jobs
tab-jobs-short = Jobs
tab-my-work = My work
tab-my-work-short = My work

## On paper
paper-job-card = Job card
paper-check-in = Check-in
paper-job-page = { $number }, page { $page }
paper-vin = VIN { $vin }
paper-fuel = Fuel { $fuel }
paper-arrived = Arrived { $at }
paper-promised = Promised { $at }
paper-not-agreed = ask
paper-agreed = Agreed work
paper-limit = Further work up to a total of { $limit } may be done without asking again.
paper-said-yes = { $who } agreed to this ({ $how }, { $at }).
paper-sign-text = I give the work above in order. I have seen the damage noted and have taken everything of value out of the vehicle.
paper-sign = Signature, { $name }
paper-sign-day = Date
job-paper-title = What is to be printed?
job-paper-card-file = Job card, to a file
job-paper-card-print = Job card, to the printer
job-paper-sheet-file = Check-in sheet to sign, to a file
job-paper-sheet-print = Check-in sheet to sign, to the printer
job-paper-kept = It lies in { $path }
job-paper-printed = Sent to the printer
job-paper-failed = It was not printed: { $why }
job-cmd-print = print

## Why a car is not moving
still-comes = Comes at { $at }
still-not-come = Not here, due { $at }
still-planned = Not here yet
still-held = On hold since { $since }: { $what }
still-held-until = On hold since { $since }: { $what }, due { $until }
still-yes = Waits for a yes to { $sum } since { $since }
still-found = More was found, { $sum }: the customer is not asked yet
still-sent = At { $firm }: { $what }
still-sent-until = At { $firm }: { $what }, back by { $until }
still-to-send = To be sent to { $firm }: { $what }
still-no-firm = No firm is named yet for { $what }
card-at-firm = at { $firm }
still-unasked = The customer has not been asked yet
still-blocked = { $task } is blocked: { $reason }
still-parts = { $more ->
    [0] Waits for { $part }
   *[other] Waits for { $part } and { $more } more
}
still-nobody = Nobody has { $task }
still-busy = { $who } is busy: { $what }
still-busy-until = { $who } is busy with { $what } until { $until }
still-can-start = { $who } can start: { $task }
still-nothing-open = Nothing is left to do, nobody has said it is done
still-runs = { $who } works on it: { $task }
still-check = To be checked since { $since }
still-check-other = Another person has to check it since { $since }
still-check-not = Somebody other than { $who } has to check it since { $since }
still-ready = Ready since { $since }, the customer is not told
still-ready-told = Ready since { $since }, the customer is told
still-declined = No work wanted: to be collected
still-gone = Collected { $since }
still-cancelled = Called off { $since }
danger-late = { $by } over its promise
danger-hold = due after its promise
danger-too-much = { $left } of work, { $time } to its promise

job-field-priority = Priority
stages-title = Time in each state
job-cmd-stages = time in each state
task-begun = { $task } is begun: pause it and say so, or block it.
task-not-yours = { $task } is not yours to accept or decline.
my-in-since = in since { $time }
my-not-in = not clocked in
my-indirect-hint = Enter goes on with a task.
my-due-today = Today
my-due-tomorrow = Tomorrow
my-due-later = Later
my-new = new
task-accepted = { $task } accepted
task-declined = Declined: whoever gave it is told.
task-declined-why = declined: { $reason }
job-cmd-accept-task = accept (a)
job-cmd-decline-task = decline (x)
job-decline-title = Decline { $task }: say why
job-priority-range = A priority is 1 to 4.
assign-unable = { $count ->
    [one] One who lacks the skill …
   *[other] { $count } who lack the skill …
}
assign-nobody-able = Nobody has the skill this asks for.
assign-how = By free time, skill and little else to do; 100 is the best.
assign-why = { $free } free, { $load } to do
assign-why-skill = { $free } free, skill { $level } of 3, { $load } to do
job-cmd-figures = figures of the mechanics
job-cmd-own-figures = my figures (u)
job-cmd-inbox = what is new for me (n)
job-cmd-my-day = what I did today (d)

figures-title = Figures
help-figures = How much of the time at work went into jobs, and how much of it was sold. ← and → turn the period, Tab changes its length.
figures-day = Day
figures-week = Week
figures-month = Month
figures-none = Nobody has clocked in this time.
figures-cmd-before = the one before
figures-cmd-after = the one after
figures-cmd-period = day, week, month
figures-cmd-day = a person's day
figures-col-who = Who
figures-col-attended = At work
figures-col-jobs = On jobs
figures-col-other = Other
figures-col-sold = Sold
figures-col-utilisation = Utilisation
figures-col-efficiency = Efficiency
figures-col-productivity = Productivity
figures-formula-utilisation = Utilisation = on jobs ÷ at work
figures-formula-efficiency = Efficiency = sold ÷ on jobs
figures-formula-productivity = Productivity = sold ÷ at work = utilisation × efficiency
figures-formula-sold = Sold: the hours of finished work as the customer pays them. At work: from shift begins to shift ends.

## The list of canned jobs
work-pick-title = Add a canned job
work-pick-field = Code, title or symptom
work-pick-at-hand = At hand
work-pick-before = Done on this vehicle before
work-pick-others = All others
work-pick-last = { $day }, { $amount }

## Equipment of a task
job-cmd-equip = equipment it needs
task-needs = needs { $tools }
task-tools-title = What { $task } needs
task-tool-needed = needed
task-no-tools = There is no equipment yet: Admin, Equipment.
task-tool-added = { $task } needs it from now on
task-tool-freed = { $task } needs it no more
task-tool-used = { $tool } is in use: { $who }, { $plate }. Free at { $until } by plan.
task-tool-used-longer = { $tool } is in use: { $who }, { $plate }, longer than planned.
task-tool-booked = { $tool } is booked for { $plate } until { $until }.
task-tool-blocked = { $tool } is taken until { $until }.

## A person's day
day-title = The day of { $who }
help-day = What the clock saw on this day. ← and → turn the days. Who may correct time puts a row right with Enter and adds a shift or indirect time; work on a task is added on the job, under clocked time. What was there stays on record.
day-none = The clock saw nothing on this day.
day-col-what = What
day-attended = at work
day-on-jobs = on jobs
day-other = other
day-next = before From: next day
day-add = Time no clock saw
day-cmd-add = add time
day-cmd-before = the day before
day-cmd-after = the day after

## Order of tasks, words of the bay, learned times
task-waits-turn = waits its turn
task-is-first = { $task } is the first: it waits for nothing.
task-goes-after = { $task } goes after the one before it
task-goes-beside = { $task } goes on beside the others
job-cmd-task-after = after the one before it
job-cmd-task-beside = beside the others
job-cmd-report = cause and correction (r)
report-title = What was it, and what was done?
report-concern = The customer says: { $concern }
report-written = Written on the job card
report-not-yours = { $task } is not yours to write about.
card-learned = { $times ->
    [one] took { $median } once, standard { $standard }
   *[other] usually { $median }, standard { $standard }
}
job-cmd-learned = learned times
learned-title = Learned times
help-learned = What operations took in this house on each model, beside the time the catalogue gives them. A job card says the same about the task under the cursor.
learned-none = Nothing has been clocked on an operation of the catalogue yet.
learned-how = Clocked: the median of the times on finished lines of the last three years.
learned-col-operation = Operation
learned-col-model = Model
learned-col-standard = Standard
learned-col-median = Clocked
learned-col-gap = More
learned-col-times = Times

## From one shift to the next
my-handover = { $count ->
    [one] { $who } left a word (h):
   *[other] { $count } words (h), { $who }:
}
job-cmd-handovers = words for the next shift
job-cmd-own-handovers = words for the next shift (h)
handover-title = For the next shift
help-handover = What whoever comes in should know. Ins leaves a word; everybody of the house sees it on My work until they have read it.
handover-none = Nobody has left a word in the last fortnight. Ins leaves one.
handover-empty = Write what the next shift should know.
handover-new = For the next shift
handover-field = What should they know?
handover-cmd-new = leave a word
handover-left = Left for the next shift
handover-readers = { $count ->
    [0] nobody has read it
    [one] one has read it
   *[other] { $count } have read it
}

## Ratings
rating-range = A rating is 1 to 5.
rating-too-early = { $number } has not been collected: ask when the keys are handed over.
rating-there = It is rated already: { $score } of 5.
rating-nothing-done = Nothing was done on this job, so there is nothing to rate.
rating-field-score = Rating, if they say
rating-hint = 1 to 5
rating-field-comment = In their words
rating-field-source = How it came
rating-written = Rating written down
ask-rate = What does the customer think?
job-cmd-rate = what the customer thinks
job-off-not-left = the vehicle is still here
job-cmd-ratings = ratings by customers
ratings-title = Ratings
help-ratings = What customers said in the last year. Tab turns between work, mechanics and visits; Enter on a visit opens its job. A rating is asked for when the keys are handed over, or written down on the job card.
ratings-by-work = Ratings by work
ratings-by-mechanic = Ratings by mechanic
ratings-by-visit = What customers said
ratings-all = { $mean } of 5, { $count } { $count ->
    [one] rating
   *[other] ratings
} in a year
ratings-none = No customer has said anything yet.
ratings-cmd-by = work, mechanics, visits
ratings-off-no-visit = press Tab for the visits first
ratings-col-what = What
ratings-col-mean = Mean
ratings-col-times = Ratings
ratings-col-comebacks = Came back
ratings-col-when = When
ratings-col-vehicle = Vehicle
ratings-col-score = Of 5
ratings-col-words = Who and what
card-rating = The customer says

## Warranty and vehicles that come back
card-covered = Under warranty
card-comeback = comes back for { $number }
card-warranty = under warranty: { $number }
warranty-until-both = until { $day } or { $at }
warranty-until-day = until { $day }
warranty-until-odometer = until { $at }
warranty-no-end = without end
job-cmd-comeback = it comes back for earlier work
job-off-no-warranty = nothing on this vehicle is under warranty
comeback-title = Which work did not hold?
comeback-none = It is no comeback
comeback-marked = Marked as coming back for earlier work
comeback-unmarked = No comeback any more
comeback-another-vehicle = { $number } is about another vehicle.

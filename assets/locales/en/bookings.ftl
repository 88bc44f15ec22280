# bookings

## What the desk says about a booking
booking-off-grid = Bookings start every { $step } minutes; this is between two of them.
booking-outside-hours = Bookings start between { $first } and { $last }.
booking-bad-length = The length is a multiple of { $grid } minutes.
booking-too-long = That is longer than there are open hours ahead.
booking-customer-gone = { $name } is archived. Bring the record back first.
booking-needs-vehicle = Which vehicle? The job needs one.
booking-needs-reason = Say why.
booking-past-reason = In the past. Why is it booked afterwards?
booking-full-reason = Fuller than planned for. Why book it all the same?
booking-hold-over = { $number } was kept too long: its time is not held any more. Book it again.
booking-no-show-early = Wait until { $from }: until then they may still come.
booking-over = { $number } is over: nothing in it changes any more.
booking-vehicle-is-here = The vehicle is here already: undo the check-in first.
booking-no-job-yet = Work is planned once the booking is confirmed; write it into the wish until then.
booking-job-decides = The job ends this booking when the vehicle is handed over.
booking-block-span = It ends after it starts, on the same day.
booking-block-nothing = Choose a bay or a person.
booking-blocker = { $who }, { $place }, { $from } – { $to }
booking-blocker-on = { $who }, { $place }, { $day } { $from } – { $to }
booking-its-own-time = its own booking
booking-somebody = somebody who was quicker
booking-blocked = { $reason }

## Worth knowing before booking
booking-warn-no-shows = { $count ->
    [one] { $name } did not come once before.
   *[other] { $name } did not come { $count } times before.
}
booking-warn-overdue = { $name } owes { $amount } that was due already.
booking-warn-open-job = Job { $number } on this vehicle is still open.
booking-warn-open-booking = It is booked already: { $number }, { $at }.
booking-warn-inspection = The inspection runs out on { $due }.
booking-warn-away = { $name } is away until { $until }.
booking-warn-off = { $name } does not work on { $day }.

## In the grid
booking-note-requested = wants a yes
booking-note-hold-over = hold is over
booking-note-held = held to { $until }
booking-note-not-here = not here
booking-note-needs-yes = needs a yes
booking-note-parts = parts missing
booking-note-waits = waits here

## The diary
bookings-title = Bookings
help-bookings = Here you see who comes when. A lane is a bay or a mechanic, a row is a quarter or half an hour. Type a time to go there (fri 9:30), or a time and a plate to book (fri 9:30 2h bay2 AB12CDE brakes).
bookings-day = Day
bookings-week = Week
bookings-mechanics = Mechanics
bookings-no-place = No place
bookings-no-lanes = Nobody can be booked here yet: add bays and mechanics under Admin.
bookings-closed-day = closed
bookings-closed-for = closed: { $title }
bookings-closed = closed
bookings-booked-count = booked
bookings-asked-count = to confirm
bookings-free-count = free
bookings-over = { $over } over
bookings-word-bay = bay
bookings-today = Today
bookings-full = { $percent } full
bookings-in-bay = in bay
bookings-late = late
bookings-late-short = Late
bookings-ready = { $count ->
    [one] 1 car ready
   *[other] { $count } cars ready
}
bookings-nothing-waits = Nothing is late.
bookings-requests = To confirm
bookings-first-fit = first 2 h free: { $when } { $place }
bookings-full-cell = full
bookings-free-cell = { $free } free
bookings-off = off { $days }
bookings-week-closed = No day of this week is open.
bookings-line-go = go to { $what }
bookings-line-book = Enter books { $what }

bookings-label-time = Time
bookings-label-when = When
bookings-label-place = Bay
bookings-label-work = Work
bookings-label-who = Mechanic
bookings-label-promise = Promise
bookings-label-number = Number
bookings-label-note = Note
bookings-label-customer = Customer
bookings-label-phone = Phone
bookings-label-email = E-mail
bookings-label-vehicle = Vehicle
bookings-label-odometer = Odometer
bookings-label-type = Type
bookings-label-arrival = Comes
bookings-label-source = From
bookings-label-job = Job
bookings-label-moves = Moved
bookings-label-reason = Reason

bookings-cmd-open = open
bookings-cmd-book-here = book here
bookings-cmd-pick-up = pick up
bookings-cmd-put-down = put down
bookings-cmd-put-back = put back
bookings-cmd-longer = longer
bookings-cmd-shorter = shorter
bookings-cmd-cancel = cancel
bookings-cmd-week = week
bookings-cmd-mechanics = mechanics
bookings-cmd-bays = bays
bookings-cmd-day-before = day before
bookings-cmd-day-after = day after
bookings-cmd-today = today
bookings-cmd-check-in = check in
bookings-cmd-no-show = did not come
bookings-cmd-block = block this time
bookings-cmd-open-day = open the day
bookings-cmd-week-before = week before
bookings-cmd-week-after = week after
bookings-cmd-this-week = this week
bookings-cmd-requests = to confirm
bookings-cmd-gone = called off and missed
bookings-off-requests = Nothing waits for a yes.
bookings-off-confirm = Only a hold or a request waits for a yes.
bookings-off-decline = Only a request is declined; anything else is cancelled.
bookings-off-none = There is no booking under the cursor.
bookings-off-check-in = Only a confirmed booking can be checked in.
bookings-off-no-show = The customer may still come, or the booking is over.
bookings-off-block = Only free time can be blocked.

bookings-cancel-title = Cancel { $plate }: why?
bookings-reason-customer = The customer called it off
bookings-reason-us = We cannot do it that day
bookings-reason-twice = It was booked twice
bookings-reason-full = There is no room that week
bookings-reason-not-ours = We do not do that kind of work
bookings-cancelled = { $plate } cancelled
bookings-unblocked = The time is free again
bookings-no-show-done = { $plate } did not come
bookings-moved = { $plate } moved to { $place }, { $when }
bookings-moved-time = { $plate } moved to { $when }
bookings-resized = { $plate } until { $until }
bookings-booked = { $number } booked: { $there }
bookings-held = { $number } held to { $until }: { $there }
bookings-asked = { $number } waits for a yes: { $there }
bookings-quicker = { $by } changed { $plate } at { $at }, before you put it down. It stands where they left it.
bookings-instead-title = Not there. Free instead
bookings-cmd-line-book = book
bookings-cmd-line-go = go there
bookings-cmd-line-clear = clear
bookings-gone-title = Came to nothing that day
bookings-none-gone = Nothing was called off or missed that day.

## The finder
finder-title = Find a time
help-finder = Say what is needed in one line (2 h, lift, brakes skill, Jo if possible, from tomorrow) or in the fields. The best places stand at the right; Enter on one books it, Ctrl-E holds it.
finder-line = Looking for
finder-length = Length
finder-where = Where
finder-skill = Skill
finder-person = Who
finder-only = Else
finder-only-no = others, too
finder-only-yes = only them
finder-tool = With
finder-from = From
finder-until = Until
finder-type = Type
finder-work = Work
finder-example = for instance: 2 h, lift, brakes skill, Jo if possible, from tomorrow
finder-unknown = Not understood: { $words }
finder-none = Nothing fits. Ctrl-K puts them on the waiting list.
finder-looking = Looking …
finder-places = Places
finder-cmd-list = to the places
finder-cmd-book = book
finder-cmd-hold = hold
finder-cmd-form = to the fields
finder-cmd-wait = waiting list
finder-cmd-open = find a time
finder-off-none = There is no place to book.
finder-why-soonest = soonest
finder-why-wished = as wished
finder-why-busy = { $name } is busy then
finder-why-away = { $name } is away then
finder-why-master = a master of it
finder-why-learning = still learning it
finder-why-place = the bay wished for
finder-why-place-taken = { $name } is taken then
finder-why-nobody = nobody named yet
finder-why-days = over { $count } days

## The waiting list
waiting-title = Waiting list
help-waiting = Who comes as soon as a place falls free. When a booking is called off or moved, whoever has waited longest and fits is marked here with the time; Enter books it.
waiting-cmd-open = waiting list
waiting-cmd-book = book the first place
waiting-cmd-pass = does not take it
waiting-cmd-drop = off the list
waiting-cmd-customer = the customer
waiting-off-none = Nobody waits.
waiting-off-offer = No place is offered to them.
waiting-since = Since
waiting-who = Who
waiting-wish = Wants
waiting-length = Length
waiting-days = It ends before it begins.
waiting-when = When
waiting-free = free { $when }
waiting-from = from { $day }
waiting-none = Nobody waits. Ctrl-K in a new booking puts somebody here.
waiting-added = On the waiting list
waiting-dropped = { $name } is off the list
waiting-passed = { $name } waits on
waiting-nothing = Nothing fits { $name } yet.

## A booking put right
booking-cmd-edit = edit
booking-edit-title = Edit the booking
booking-edit-of = Edit { $number }
help-booking-edit = What was agreed is put right here: the wish, the length, the mechanic, the car, more work. Time and place move in the diary.
booking-edited = { $number } saved
booking-field-more = More work
booking-field-reason = Reason
booking-field-reason-hint = only for a day that is too full
booking-edit-no-job = once it is confirmed
booking-was-moved = { $from } → { $to }, { $by } { $at }
booking-overbooked = beyond the target load
bookings-label-moved = Moved
bookings-label-overbooked = Load
bookings-cmd-new = new booking

## A reason
reason-label = Why
reason-back = back
reason-often = often true

## One booking
booking-card-title = Booking
help-booking-card = One booking with all that is known, and every step it can take.
booking-cmd-job = open the job
booking-cmd-customer = the customer
booking-cmd-confirm = confirm
booking-cmd-decline = decline
booking-cmd-reopen = came after all
booking-cmd-undo-check-in = undo the check-in
booking-cmd-fulfil = is over
booking-cmd-back = back
booking-off-state = The booking is not at that step.
booking-off-job = It has no job.
booking-decline-title = Decline { $plate }: why?
booking-declined = { $plate } declined
booking-confirmed = { $plate } confirmed
booking-reopened = { $plate } is expected again
booking-check-in-undone = { $plate } is not checked in any more
booking-fulfilled = { $plate } is done
booking-overdue = Not here yet. Did they not come?

## The new booking
booking-form-title = New booking
booking-form-heading = New booking
help-booking-form = Type a plate, a name or a phone number; someone new is put on record as you go. Ctrl-S books from any field; without a time it puts in the first free one, and books it the next time.
booking-form-nothing = Nobody: will be new
booking-form-unknown = Not in the list
booking-form-other-day = Nothing is free on { $day }. First free: { $there }. Ctrl-S books it.
booking-form-proposed = First free: { $there }. Ctrl-S books it.
booking-form-days = { $work } of work: it takes several days, until { $until }.
booking-form-next = next
booking-form-list = list
booking-form-book = book
booking-form-fits = free times
booking-form-leave = leave
booking-form-hold = hold the time
booking-form-request = write down as a request
booking-form-no-fits = No free time was found within four weeks.
booking-form-quote = Free: { $from } – { $to } { $place }
booking-form-free = Next free: { $free }
booking-fits-title = Free times
booking-field-wish = Wish
booking-field-work = Work
booking-field-day = Day
booking-field-at = Time
booking-field-length = Length
booking-field-bay = Bay
booking-field-staff = Mechanic
booking-field-type = Type
booking-field-arrival = Comes
booking-field-source = From
booking-field-notes = Note
booking-field-state = State
booking-form-past = That lies in the past: you will be asked why.
booking-form-past-not = That lies in the past: only a manager books it afterwards.
booking-form-full = That day is fuller than planned for: you will be asked why.
booking-form-full-not = That day is fuller than planned for: only a manager books it all the same.

caller-who = Who
caller-phone = Phone
caller-car = Plate
caller-model = Car
caller-on-record = on record
caller-phone-hint = or e-mail
caller-take = take the one on record
caller-no-twin = Nobody on record looks like them.
caller-twin-short = { $name }? Ctrl-E
caller-twin = On record already: { $who }. Ctrl-E takes them.
caller-plate-taken = That plate is on record with { $name }. Ctrl-E takes them; a new owner is entered with the vehicle.

## Time that is blocked
block-title = Block time
block-heading = Block time on { $day }
block-from = From
block-where = Where
block-all-bays = The whole workshop
block-reason = Why
block-save = block
block-done = Blocked

## Check-in
checkin-title = Check in
checkin-due = Booked today at { $at }, { $number }: Ctrl-E checks that in.
checkin-cmd-due = check in { $number }
help-checkin = The vehicle is here. Enter goes on, Ctrl-S finishes as soon as you know enough.
checkin-page-vehicle = Vehicle
checkin-page-customer = Customer
checkin-page-work = Work
checkin-page-promise = Promise
checkin-page-confirm = Confirm
checkin-odometer = Odometer
checkin-fuel = Fuel
checkin-key = Key tag
checkin-damage = Damage
checkin-contact = Contact
checkin-contact-phone = Phone
checkin-day = Promised on
checkin-at = Promised at
checkin-yes = Said yes
checkin-yes-none = nobody yet
checkin-decided-by = By
checkin-limit = Limit
checkin-limit-hint = ask before spending more
checkin-confirm = Read it back to the customer, then Enter checks the vehicle in.
checkin-so-far = So far
checkin-label-keys = Keys, fuel
checkin-label-yes = Yes
checkin-cmd-finish = finish
checkin-cmd-back = field before
checkin-cmd-page = next page
checkin-done = { $plate } is checked in

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
booking-away-reason = Whoever is to do it is away then. Why book it all the same?
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

## What calling off costs
fee-why-not-agreed = Nothing was agreed yet.
fee-why-in-time = Calling off is free until { $until }, { $hours } h before the start.
fee-why-late = Late: calling off was free until { $until }, { $hours } h before the start.
fee-why-not-come = Nobody came.
fee-why-not-begun = The vehicle is not here yet. Its booking is called off apart.
fee-why-no-work = No work is done yet.
fee-why-minimum = Work for { $done } is done; broken off it costs at least { $least }.
fee-why-work = Work for { $done } is done.
fee-none = { $why } It costs nothing.{ $held }
fee-asked = { $why } The fee of { $amount } ({ $tax }) goes on a draft invoice.{ $held }
fee-waived = { $why } The fee of { $amount } is not asked for; that stays on record with the reason.
fee-with-tax = tax included
fee-plus-tax = and tax
fee-held = { " " }{ $amount } of the customer is here as a deposit: the invoice takes from it, the rest is given back (F8).
fee-nothing-held = { "" }
fee-is-another = The fee was { $said } and is { $now } by now. Look at it again.
fee-is-posted = The fee is on invoice { $number }: credit that first.
fee-no-tax = There is no tax code in use: a fee cannot be taxed. Add one under Admin.
fee-line-late = Late cancellation, { $what }
fee-line-no-show = Missed appointment, { $what }
fee-line-broken-off = Work broken off, { $number }
fee-cmd-waive = no fee
fee-cmd-charge = charge it
fee-cmd-open = invoice of the fee
fee-off-none = No fee was charged.
bookings-cancelled-fee = { $plate } cancelled, fee of { $amount } on a draft
bookings-no-show-fee = { $plate } did not come, fee of { $amount } on a draft
bookings-no-show-title = { $plate } did not come
bookings-reason-not-come = Did not come, did not call
bookings-label-fee = Fee

absence-booked = { $who }, { $at }
## Worth knowing before booking
booking-warn-no-shows = { $count ->
    [one] { $name } did not come once before.
   *[other] { $name } did not come { $count } times before.
}
booking-warn-overdue = { $name } owes { $amount } that was due already.
booking-warn-open-job = Job { $number } on this vehicle is still open.
booking-warn-open-booking = It is booked already: { $number }, { $at }.
booking-warn-warranty = { $work } of { $number } is under warranty { $until }: does it come back for that?
booking-warn-recall = The maker calls it back: { $recall }
booking-warn-inspection = The inspection runs out on { $due }.
booking-warn-away = { $name } is away until { $until }.
booking-warn-skill = { $skill }: { $percent } % of the hours of those who can, on { $day }.
booking-warn-no-skill = { $skill }: nobody who can is there on { $day }.
booking-warn-off = { $name } does not work on { $day }.

## In the grid
booking-note-move = needs moving
booking-note-requested = wants a yes
booking-note-hold-over = hold is over
booking-note-held = held to { $until }
booking-note-not-here = not here
booking-note-needs-yes = needs a yes
booking-note-parts = parts missing
booking-note-waits = waits here

## The diary
bookings-title = Bookings
help-bookings = Here you see who comes when. A lane is a bay or a mechanic, a row is a quarter or half an hour. Type a time to go there (fri 9:30), or a time and a plate to book (fri 9:30 2h bay2 jo AB12CDE brakes); codes of work and names of types are understood. Space picks a booking up: it stays in hand over days, weeks and months, and what it would meet is said before Space puts it down.
bookings-day = Day
bookings-week = Week
bookings-month = Month
bookings-equipment = Equipment
bookings-load = Load
bookings-load-hours = { $booked } of { $hours }
bookings-month-booked = { $count } booked
bookings-mechanics = Mechanics
bookings-no-place = No place
bookings-no-equipment = There is no equipment on record yet: add it under Admin.
bookings-no-lanes = Nobody can be booked here yet: add bays and mechanics under Admin.
bookings-closed-day = closed
bookings-closed-for = closed: { $title }
bookings-closed = closed
bookings-booked-count = booked
bookings-asked-count = to confirm
bookings-waiting-count = waiting
bookings-offered-count = can come now
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
bookings-move-why = Why is { $plate } moved?
bookings-carry-was = was { $when }
bookings-carry-free = Free
bookings-carry-taken = Taken: { $who }
bookings-carry-load = day { $before } → { $after }
bookings-carry-holds = promise { $at } holds
bookings-carry-late = late: promised { $at }
bookings-carry-past = in the past
bookings-line-go = go to { $what }
bookings-line-book = Enter books { $what }
bookings-line-form = Enter opens the form: { $what }
bookings-line-unknown = Nobody is on record with { $plate }

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
bookings-cmd-put-why = put down, say why
bookings-cmd-longer = longer
bookings-cmd-shorter = shorter
bookings-cmd-cancel = cancel
bookings-cmd-week = week
bookings-cmd-mechanics = mechanics
bookings-cmd-equipment = equipment
bookings-cmd-month = month
bookings-cmd-month-before = month before
bookings-cmd-month-after = month after
bookings-cmd-this-month = this month
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
bookings-off-pick-up-here = The vehicle is here: it is not moved any more. Its bay and its length can be changed (Ctrl-E).
bookings-off-pick-up-over = It is over: there is nothing to move any more.
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
bookings-cmd-line-form = fill in the rest
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
finder-example = for instance: 2 h, lift, Jo if possible, from tomorrow
finder-unknown = Not understood: { $words }
finder-none = Nothing fits. Ctrl-K puts them on the waiting list.
finder-looking = Looking …
finder-places = Places
finder-cmd-list = to the places
finder-cmd-book = book
finder-cmd-take = take it
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
help-waiting = Who comes as soon as a place falls free. When a booking is called off or moved, whoever has waited longest and fits is marked here with the time; Enter books it, Ctrl-E holds it for a while until they have said yes.
waiting-cmd-open = waiting list
waiting-cmd-book = book the first place
waiting-cmd-book-held = book the held place
waiting-cmd-hold = hold it
waiting-off-held = A place is held for them already.
waiting-is-held = A place is held for { $name } already: book it, or put down that they do not take it.
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
waiting-held = { $when }, to { $until }
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
help-booking-edit = What was agreed is put right here: day, time, bay, mechanic, length, the wish, the car, more work. Another day or time is a move: it stays in the history with its reason, and the customer is told.
booking-edited = { $number } saved
booking-field-more = More work
booking-field-reason = Why
booking-field-reason-hint = of a move, if worth keeping
booking-edit-no-job = once it is confirmed
booking-edit-is-here = the vehicle is here
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
booking-who-away = away that day
booking-who-off = does not work that day
booking-who-cannot = not trained for it
booking-who-learns = is learning it
booking-who-can = can do it
booking-field-type = Type
booking-field-arrival = Comes
booking-field-source = From
booking-field-notes = Note
booking-field-state = State
booking-form-tools = equipment
booking-form-tools-title = With which equipment
booking-form-past = That lies in the past: you will be asked why.
booking-form-past-not = That lies in the past: only a manager books it afterwards.
booking-form-away = Whoever is to do it is away then: a reason is asked.
booking-form-away-not = Whoever is to do it is away then: only who may overbook can book it.
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
calendar-entry = { $who } { $work }
calendar-booking = { $workshop }: { $car }
calendar-blocked = Blocked: { $reason }
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
checkin-parking = Parked at
checkin-promise-reason = Why so early
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

## What the day leaves over
carry-title = Left over today
help-carry = Who did not come, and whose work is not done when its time ends. Ctrl-S takes the one chosen to the next open day: to the first place that fits, or by giving the vehicle that is here the first hour there.
carry-cmd-open = what is left over today
carry-cmd-on = to the next day
carry-cmd-missed = did not come
carry-who = Who
carry-booked = Booked for
carry-why = Stands
carry-promise = Promised
carry-reason = carried over
carry-none = Nothing is left over.
carry-not-come = not come
carry-off-none = Nothing is left over.
carry-off-here = The vehicle is here.
carry-went = { $number } goes on: { $when } until { $until }

## Requests from a file
import-title = Requests from a file
help-import = A table (CSV) with the columns name, phone, email, plate, wish, day, time, or a calendar (.ics) with an entry for each request. Enter reads it and shows what each line would become; nothing is written until Ctrl-S. What was taken before is not taken again.
import-cmd-open = read requests from a file
import-cmd-read = read it
import-cmd-take = take { $count ->
    [one] 1 request
   *[other] { $count } requests
}
import-cmd-path = the file
import-off-none = There is nothing in it to take.
import-field-path = File
import-field-hint = a .csv or .ics file
import-line = Line
import-who = Who
import-wish = Wants
import-fate = Becomes
import-none = Nothing is read yet.
import-new = { $when } { $place }
import-moved = { $when } { $place } (wanted time not free)
import-stranger = new customer
import-already = is { $number } already
import-count = { $new ->
    [one] 1 new request
   *[other] { $new } new requests
}, { $known } known, { $wrong } wrong
import-taken = { $count ->
    [one] 1 request waits
   *[other] { $count } requests wait
} for a yes
import-wanted = Wanted:
import-not-read = It cannot be read: { $why }
import-no-file = { $path } is no file.
import-too-large = The file is larger than { $most } MB. Split it.
import-too-many = More than { $most } requests. Split the file.
import-no-text = This is no text file.
import-no-head = The first line has to name the columns: at least name, and wish or day.
import-no-events = There is no entry in this calendar.
import-half-event = The entry breaks off: END:VEVENT is missing.
import-bad-time = “{ $text }” is no time.
import-not-utf8 = Letters that are no UTF-8. Save the file as UTF-8.
import-formula = It begins like a formula (= or @). Write it as text.
import-no-wish = It does not say what is wanted.
import-nobody = It does not say who asks.
import-several = Several customers have this number or address: { $names }. Add the plate or the exact name.
import-far = That is more than { $days } days ahead.
import-nothing-free = Nothing is free within four weeks of that day.

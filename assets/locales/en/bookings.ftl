# bookings

## What the desk says about a booking
booking-bad-length = The length is a multiple of { $grid } minutes.
booking-too-long = That is longer than there are open hours ahead.
booking-customer-gone = { $name } is archived. Bring the record back first.
booking-needs-vehicle = Which vehicle? The job needs one.
booking-needs-reason = Say why.
booking-past-reason = This lies in the past. Say why it is booked afterwards.
booking-full-reason = That day is fuller than planned for. Say why it is booked all the same.
booking-hold-over = { $number } was kept too long: its time is not held any more. Book it again.
booking-no-show-early = Wait until { $from }: until then they may still come.
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
booking-warn-overdue = { $name } owes { $amount } past its day.
booking-warn-open-job = Job { $number } on this vehicle is still open.
booking-warn-open-booking = It is booked already: { $number }, { $at }.
booking-warn-inspection = The inspection runs out on { $due }.
booking-warn-off = { $name } does not work on { $day }.

## In the grid
booking-note-requested = wants a yes
booking-note-hold-over = hold is over
booking-note-held = held to { $until }
booking-note-not-here = not here yet
booking-note-needs-yes = needs a yes
booking-note-parts = parts missing
booking-note-waits = waits here

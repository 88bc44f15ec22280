# desk

# What was typed or chosen cannot be
unknown-value = “{ $text }” is not one of the choices.
zone-unknown = There is no time zone “{ $name }”. Zones are named like Europe/Dublin.
currency-unknown = There is no currency “{ $code }”. Currencies have three letters, like EUR.
amount-too-large = The amount is too large.

## Refusals of the desk (desk::Error)
desk-forbidden = Your role does not allow this ({ $permission }). Someone who may can do it here after F10, Switch user.
desk-no-session = Nobody is logged in here any more. Log in again; what you typed is kept.
desk-taken = Taken by { $by }.
desk-blocked = { $count ->
    [one] { $first }
   *[other] { $first } (and { $count } things in all)
}
desk-stale = { $by } changed this at { $at }. Look at theirs, then save again.
desk-not-found = That is not there any more.
desk-unavailable = No contact with the books. What you typed is kept; it goes on by itself.
desk-busy = The books were busy. Nothing was changed; press the key again.
desk-disk-full = The disk is full, so nothing can be saved. Make room, then save again; what you typed is kept.
desk-read-only = The books can be read but not written here. Check the file's permissions; what you typed is kept.
desk-foreign = They were made by an unfinished version of the program (step { $step } differs), and this one cannot read them. Begin new books, or open these with the version that made them.
desk-not-books = Another program's tables lie there, and they are left as they are. Name another file or an empty database.
desk-newer = A newer version of the program has changed the books. Update the program on this machine.
desk-network-disk = The books lie on a network disk ({ $kind }), where they are not safe. Use Postgres for several machines.
desk-internal = Something went wrong inside the program. It is in the log; nothing was changed.
step-refused = “{ $event }” is not possible: the state is “{ $from }”.

# Words, plates, numbers and addresses
text-control = There is a control character in it ({ $code }). Take it out.
text-direction = There is a character in it that turns the writing direction ({ $code }). Take it out.
text-invisible = There is a character in it nobody can see ({ $code }). Take it out.
text-too-long = It has { $length } characters; at most { $max } fit.
text-empty = Something has to be here.
plate-sign = A plate has letters and digits, not “{ $sign }”.
plate-short = A plate has at least two letters or digits.
plate-long = A plate has at most { $max } letters and digits.
vin-sign = No VIN has the sign “{ $sign }”. I, O and Q are never used.
vin-length = A VIN has 17 letters and digits; this has { $length }.
vin-check-digit = The check digit of this VIN is not right. European cars often have none; else look for a slip.
phone-invalid = “{ $text }” is not a phone number.
phone-short = “{ $text }” is too short.
phone-unusual = Odd number: look for a slip.
email-invalid = “{ $text }” is not an e-mail address.
pattern-invalid = “{ $pattern }” is no pattern of numbers. It needs one year and one sequence, like INV-[SITE-]YYYY-NNNN.
totals-below-zero = The discounts are larger than what they are taken from.
totals-unknown-tax = A line has a tax code that is not known here.

# What keeps a job from being ready
blocker-nothing-done = Nothing has been done on this job.
blocker-running = The clock still runs on “{ $title }”.
blocker-open = “{ $title }” is not finished.
blocker-no-reason = “{ $title }” was cancelled without a reason.
blocker-undecided = The customer has not decided on “{ $line }”.
blocker-part = The part for “{ $line }” is neither taken nor released.
blocker-sublet = “{ $line }” is not back from the other firm.
blocker-check = The check is not passed.

# What is typed into fields
amount-invalid = “{ $text }” is not an amount. Sums work too: 3*12.50.
amount-two-ways = “{ $text }” can be { $first } or { $second }. Type the one you mean.
amount-too-fine = { $places ->
    [0] This currency has no decimal places.
    [one] At most one decimal place fits here.
   *[other] At most { $places } decimal places fit here.
}
quantity-invalid = “{ $text }” is not a quantity.
date-invalid = “{ $text }” is not a day. Try t, +1, fri or 23 nov.
date-other-weekday = { $date } is another weekday than “{ $text }” says.
time-invalid = “{ $text }” is not a time. Try 1430 or 9:30.
duration-invalid = “{ $text }” is not a duration. Try 2h, 90m or 1:30.

# Why a booking cannot be made like this
booking-no-length = It has to end after it starts.
booking-in-the-past = That time is past.
booking-closed-day = The workshop is closed that day.
booking-closed-for = closed: { $title }
booking-vehicle-gone = This vehicle is sold or archived, so it cannot be booked.
booking-resource-gone = This bay or person is no longer in use.
## Customers and vehicles
customer-terms-range = Between 0 and { $max } days.
customer-limit-negative = A credit limit cannot be below zero.
vehicle-needs-a-name = Give a plate, a VIN or at least a make.
vehicle-year-range = A year between { $from } and { $to }.
vehicle-odometer-range = A reading between 0 and { $max }.
vehicle-plate-taken = { $plate } is on a { $vehicle } of { $owner } already. Open that vehicle and change its owner, or archive it.
vehicle-plate-raced = Another terminal has just entered this plate. Look it up with F2.
vehicle-has-that-owner = { $name } has this vehicle already.
vehicle-owner-before = Not before { $day }, when the last one got it.

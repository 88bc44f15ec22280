## Holidays and days with other hours
closures-title = Holidays
closures-note = days the house is closed or has other hours
closures-one = Day
closures-help = Days that are not as their weekday: closed, or open at other hours. Nobody can book on a closed day and the refusal says its name. Bookings made before stay where they are; their number stands beside the day, so that you can call them.
closures-day = Day
closures-name = Name
closures-name-hint = as the refusal says it: Christmas
closures-hours = Hours
closures-booked = Booked
closures-from = Day
closures-to = Until
closures-to-hint = the last day, if there are several
closures-opens-hint = empty: closed all day
closures-both = Give both times, or neither for a closed day.
closure-hours = It closes after it opens.
closure-span = The last day comes after the first, at most { $days } days later.
closure-twice = There is an entry for this day already.

## Absences and skills
absences-title = Absences
absences-note = who is away: holiday, ill, on a course
absences-one = Absence
absences-help = Who is away when. Their time counts neither as free nor as capacity; booking them then asks for a reason. What is booked already is named first, and needs moving. Whole days need no times.
absences-kind = Why
absences-from = From
absences-to = Until
absences-to-hint = the last day, if there are several
absences-leaves = Leaves at
absences-leaves-hint = empty: all day
absences-returns = Back at
absences-despite = All the same: what is booked needs moving
absences-tick = Tick it to enter it all the same.
absences-booked = { $count ->
    [one] 1 booking lies in it
   *[other] { $count } bookings lie in it
}
absences-note-field = Note
absence-span = It ends after it begins.
absence-twice = They are away then already.
staff-skills = Skills
staff-skills-hint = brakes 3, diagnosis 2: 1 learning, 2 able, 3 master
staff-away = Enter an absence
skills-form = “{ $text }” is not a skill. Write its name and 1, 2 or 3.

admin-remove = remove
admin-remove-title = Remove it: { $what }
admin-remove-text = It is gone then; who removed it stays on record.
admin-remove-yes = Remove
admin-is-removed = { $what } removed.

## Equipment
equipment-title = Equipment
equipment-note = tools that jobs compete for, and their service
equipment-one = Piece of equipment
equipment-help = Tools jobs compete for. A booking whose type asks for a kind, or whose work names a piece, takes it for its time, so nobody plans it twice. { "!" } marks a service that is due within 30 days.
equipment-name = Name
equipment-kind = Kind
equipment-serial = Serial
equipment-due = Service due
equipment-overdue = { $day }, over
equipment-note-field = Note
equipment-still-taken = { $name } is booked. Move those bookings first.
equipment-use-title = Most used equipment
equipment-use-note = hours and uses in the last 90 days
equipment-use-help = The ten pieces with the most booked hours in the last 90 days. A booking that was called off does not count. Enter opens the piece.
equipment-rank = #
equipment-uses = Uses
equipment-hours = Hours
bays-abilities = Can also
bays-abilities-hint = in a word each: vans, electric

## Canned jobs and booking types
categories-title = Categories
categories-note = the shelves canned jobs stand on
categories-one = Category
categories-help = The shelves of the catalogue. A canned job stands on one; taken off the lists, a category stays with the jobs it has.
canned-category = Category
canned-prices = By class
canned-prices-hint = small 89, suv 129: all of it, for a vehicle of that class
canned-prices-form = “{ $text }” is no class and price. Write: small 89, suv 129.50
canned-prices-once = Each class once, with a price of 0 or more.
canned-difficulty = From 1 easy to 5 hard.
canned-difficulty-label = Difficulty
canned-difficulty-hint = 1 easy to 5 hard
canned-months = Warranty
canned-months-hint = months
canned-distance = Or distance
canned-warranty = Not as many.
canned-symptoms = Symptoms
canned-symptoms-hint = as customers say it: squeals, pulls left
canned-description = Description
canned-step-equipment = There is no equipment called “{ $name }” here. See Admin, Equipment.
booking-types-buffer = Buffer
booking-types-buffer-hint = added to the time its work takes
booking-types-equipment = Equipment
booking-types-equipment-hint = takes a free piece of this kind
catalogue-buffer = At most 4 h.
canned-keep = keep at hand
canned-put-away = no longer at hand
canned-keep-off = Type until a canned job is chosen.
canned-at-hand = { $title } stands first from now on.
canned-not-at-hand = { $title } stands where it did.

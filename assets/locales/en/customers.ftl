# Customers, vehicles and find

customers-title = Customers
customers-help = Everybody by name. Letters look for a name, a phone or an e-mail; Enter opens whom you chose.
customers-find = Name, phone or e-mail
customers-none = Nobody fits
customers-count = { $n ->
    [one] customer
   *[other] customers
}
customers-col-name = Name
customers-col-phone = Phone
customers-col-plates = Vehicles
customers-col-email = E-mail
customers-col-what = What
customers-col-number = Number
customers-col-detail = Detail
customers-col-amount = Amount
customers-col-when = When
customers-cmd-open = open
customers-cmd-new = new customer
customers-cmd-edit = edit
customers-cmd-vehicle = add a vehicle
customers-cmd-archive = archive
customers-cmd-restore = bring back
customers-owes = owes { $amount }
customers-open = { $amount } open
customers-name = Name
customers-kind = Kind
customers-phone = Phone
customers-email = E-mail
customers-tell = Tell by
customers-address = Address
customers-postcode = Postcode
customers-tax-no = Tax number
customers-terms = Terms
customers-terms-days = Days to pay
customers-limit = Credit limit
customers-note = Note
customers-several = several: comma
customers-pays-later = pays later, on account
customers-on-account = on account, { $days } days
customers-no-shows = Did not come
customers-vehicle = Vehicle
customers-job = Job
customers-new-title = New customer
customers-edit-title = Edit customer
customers-page-title = { $name }
customers-page-help = Vehicles, visits and invoices of one customer. Enter opens the row, Ctrl-E edits the customer.
customers-page-empty = No vehicle and no visit yet
customers-alike = { $more ->
    [0] Looks like { $name } { $phone }. Save anyway if it is someone else.
   *[other] Looks like { $name } { $phone } and { $more } more. Save anyway if it is someone else.
}
customers-added = { $name } added
customers-saved = { $name } saved
customers-archived = { $name } archived
customers-restored = { $name } is back
customers-archive-title = Archive customer
customers-archive-text = { $name } leaves the lists; jobs and invoices stay, and you can bring them back.
customers-restore-title = Bring back
customers-restore-text = { $name } is in the lists again.

vehicle-plate = Plate
vehicle-make = Make
vehicle-model = Model
vehicle-variant = Variant
vehicle-year = Year
vehicle-vin = VIN
vehicle-fuel = Fuel
vehicle-class = Class
vehicle-odometer = Odometer
vehicle-inspection = Inspection due
vehicle-service = Service due
vehicle-year-four = Four digits, like 2016.
vehicle-new-title = New vehicle
vehicle-edit-title = Edit vehicle
vehicle-page-title = { $plate }
vehicle-page-help = What this vehicle is, who has and had it, and every visit. The history stays with the vehicle.
vehicle-added = { $plate } added
vehicle-saved = { $plate } saved
vehicle-cmd-owner = change owner
vehicle-archive-title = Archive vehicle
vehicle-archive-text = { $plate } leaves the lists and its plate is free for another; its history stays.
vehicle-restore-title = Bring back
vehicle-restore-text = { $plate } is in the lists again.
vehicle-owner-title = Change who has the vehicle
vehicle-owner-customer = Customer
vehicle-owner-role = As
vehicle-owner-from = From
vehicle-owner-changed = { $name } has it now

find-title = Find
find-help = Type a plate, a name, a phone, a part, or the end of a number. Enter opens what you chose; Esc takes you back.
find-prompt = Plate, name, phone, part or number
find-nothing = Nothing fits { $typed }
find-col-what = What
find-col-name = Name
find-col-detail = Detail
find-cmd-open = open
find-vehicle = Vehicle
find-customer = Customer
find-booking = Booking
find-job = Job
find-part = Part

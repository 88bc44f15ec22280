# common

# Parts of the store that move
topic-bookings = Bookings
topic-jobs = Jobs
topic-stock = Stock
topic-invoices = Invoices
topic-customers = Customers
topic-messages = Messages
topic-people = People
topic-settings = Settings
topic-schema = The store itself

# Roles
role-admin = Owner or administrator
role-manager = Manager
role-reception = Reception
role-mechanic = Mechanic
role-parts = Parts
role-cashier = Cashier
role-driver = Driver
role-auditor = Auditor

# Permissions
permission-booking-see = see bookings
permission-booking-edit = book and move
permission-booking-backdate = book in the past
permission-booking-overbook = book beyond the target load
permission-job-checkin = check vehicles in
permission-job-release = hand vehicles over
permission-job-release_unpaid = hand over unpaid
permission-job-see = see jobs
permission-job-edit = edit jobs
permission-job-work = do workshop tasks
permission-job-any = do anyone's workshop tasks
permission-job-check = check finished work
permission-job-complete = complete jobs
permission-job-override = work out of order or unauthorised
permission-time-correct = correct clocked time
permission-line-authorise = record the customer's decision
permission-estimate-review = review estimates
permission-line-price = change prices
permission-line-discount = give discounts
permission-stock-see = see stock
permission-cost-see = see cost and margin
permission-part-edit = edit parts
permission-stock-move = move stock
permission-stock-negative = issue more than there is
permission-purchase-edit = order from suppliers
permission-invoice-see = see invoices
permission-invoice-post = post invoices
permission-invoice-credit = credit invoices
permission-invoice-write_off = write invoices off
permission-payment-take = take payments
permission-payment-verify = verify payments
permission-payment-reverse = reverse payments
permission-till-use = use the till
permission-till-close = close the till
permission-customer-see = see customers
permission-customer-edit = edit customers and vehicles
permission-customer-merge = merge and erase customers
permission-message-see = see messages
permission-message-send = send messages
permission-message-template = edit message templates
permission-campaign-send = send to many
permission-catalogue-edit = edit the catalogue
permission-users-manage = manage staff
permission-payroll-see = see pay
permission-report-see = see reports
permission-data-export = export data
permission-data-import = import data
permission-audit-see = see the audit
permission-settings-edit = change settings
permission-tasks-run = run background tasks
permission-backup-run = make backups
permission-backup-restore = restore backups

# States, kinds and steps

alert-kind-low_stock = Low stock
alert-kind-overdue = Late
alert-kind-dead_message = Message failed
alert-kind-assigned = Assigned to you
alert-kind-slot_free = Place free
alert-kind-loan_overdue = Car not back
alert-kind-declined = Declined
alert-kind-service_due = Service due
alert-kind-no_show = Did not come

bay-kind-lift = Lift
bay-kind-flat = Flat bay
bay-kind-mot = Test lane
bay-kind-tyre = Tyre bay
bay-kind-diag = Diagnosis
bay-kind-wash = Wash bay

booking-status-requested = Requested
booking-status-held = Held
booking-status-confirmed = Confirmed
booking-status-checked_in = Checked in
booking-status-fulfilled = Fulfilled
booking-status-declined = Declined
booking-status-cancelled = Cancelled
booking-status-no_show = No-show
booking-status-expired = Expired

booking-event-confirm = Confirm
booking-event-decline = Decline
booking-event-expire = Expire
booking-event-move = Move
booking-event-cancel = Cancel
booking-event-check_in = Check in
booking-event-undo_check_in = Undo the check-in
booking-event-no_show = Mark as no-show
booking-event-reopen = Reopen
booking-event-fulfil = Close

booking-arrival-drop = Drop-off
booking-arrival-wait = While you wait
booking-arrival-walk_in = Walk-in

booking-source-counter = Counter
booking-source-phone = Phone
booking-source-email = E-mail
booking-source-web = Web
booking-source-import = Import

occupancy-reason-lunch = Break
occupancy-reason-closed = Closed

customer-kind-person = Person
customer-kind-company = Company

channel-email = E-mail
channel-sms = SMS
channel-whatsapp = WhatsApp
channel-phone = Phone
channel-none = None

contact-kind-phone = Phone
contact-kind-email = E-mail

invoice-status-draft = Draft
invoice-status-posted = Posted
invoice-status-void = Void

invoice-event-post = Post
invoice-event-void = Void

invoice-kind-invoice = Invoice
invoice-kind-credit_note = Credit note

invoice-origin-job = Job
invoice-origin-sale = Sale

invoice-standing-draft = Draft
invoice-standing-void = Void
invoice-standing-open = Open
invoice-standing-part_paid = Part paid
invoice-standing-paid = Paid
invoice-standing-credited = Credited
invoice-standing-part_credited = Part credited
invoice-standing-written_off = Written off

hold-reason-parts = Parts
hold-reason-customer = Customer
hold-reason-sublet = Sublet
hold-reason-capacity = Capacity
hold-reason-other = Other

note-review-none = Internal
note-review-pending = Waiting for review
note-review-approved = Approved
note-review-rejected = Rejected

board-column-waiting = Waiting
board-column-in_bay = In bay
board-column-parts = Parts
board-column-check = Check
board-column-ready = Ready

job-status-planned = Planned
job-status-arrived = Arrived
job-status-diagnosing = Diagnosing
job-status-estimated = Estimated
job-status-awaiting_auth = Awaiting authorisation
job-status-authorised = Authorised
job-status-in_progress = In progress
job-status-on_hold = On hold
job-status-qc = Check
job-status-ready = Ready
job-status-declined_all = No work wanted
job-status-collected = Collected
job-status-closed = Closed
job-status-cancelled = Cancelled

job-forward-check_in = Check in
job-forward-authorise = Authorise
job-forward-start = Start
job-forward-resume = Resume
job-forward-complete = Complete
job-forward-hand_over = Hand over

line-kind-labour = Labour
line-kind-part = Part
line-kind-tyre = Tyre
line-kind-fee = Fee
line-kind-sublet = Sublet
line-kind-discount = Discount
line-kind-note = Note

line-auth-draft = Draft
line-auth-proposed = Proposed
line-auth-authorised = Authorised
line-auth-declined = Declined
line-auth-deferred = Deferred

line-auth-event-propose = Propose
line-auth-event-authorise = Authorise
line-auth-event-decline = Decline
line-auth-event-defer = Defer
line-auth-event-reprice = Change the price
line-auth-event-withdraw = Withdraw

part-status-needed = Needed
part-status-reserved = Reserved
part-status-to_order = To order
part-status-ordered = Ordered
part-status-back_ordered = Back-ordered
part-status-issued = Issued
part-status-returned = Returned
part-status-cancelled = Cancelled

part-event-reserve = Reserve
part-event-fall_short = Mark as short
part-event-order = Order
part-event-back_order = Back-order
part-event-issue = Issue
part-event-return = Return
part-event-release = Release
part-event-cancel = Cancel

decision-authorised = Authorised
decision-declined = Declined
decision-deferred = Deferred
decision-withdrawn = Withdrawn

auth-method-in_person = In person
auth-method-phone = Phone
auth-method-sms = SMS
auth-method-email = E-mail
auth-method-signature = Signature
auth-method-portal = Customer page
auth-method-limit = Within the limit
auth-method-preset = Agreed beforehand

decline-reason-price = Too dear
decline-reason-time = No time
decline-reason-elsewhere = Goes elsewhere
decline-reason-will_return = Will come back
decline-reason-diy = Does it alone
decline-reason-not_needed = Not needed
decline-reason-other = Other

series-BK = Booking
series-JOB = Job
series-EST = Estimate
series-INV = Invoice
series-CN = Credit note
series-PO = Purchase order
series-RCPT = Receipt
series-SALE = Sale
series-Z = Till closing

outbox-status-held = Held
outbox-status-queued = Queued
outbox-status-leased = Being sent
outbox-status-sent = Sent
outbox-status-delivered = Delivered
outbox-status-undelivered = Undelivered
outbox-status-dead = Failed
outbox-status-cancelled = Cancelled
outbox-status-suppressed = Suppressed

outbox-event-release = Release
outbox-event-hold = Hold
outbox-event-claim = Take
outbox-event-sent = Mark as sent
outbox-event-retry = Retry
outbox-event-bury = Give up
outbox-event-deliver = Mark as delivered
outbox-event-bounce = Mark as returned
outbox-event-resend = Send again
outbox-event-cancel = Cancel
outbox-event-suppress = Suppress

outbox-reason-review = Waiting for review
outbox-reason-quiet_hours = Quiet hours
outbox-reason-missing_field = A field is missing
outbox-reason-opted_out = Opted out
outbox-reason-bad_address = Bad address
outbox-reason-untrue = No longer true
outbox-reason-dropped = Dropped

outbox-purpose-transactional = Transactional
outbox-purpose-reminder = Reminder
outbox-purpose-marketing = Marketing

message-event-booking_confirmed = Booking confirmed
message-event-booking_moved = Booking moved
message-event-booking_cancelled = Booking cancelled
message-event-booking_reminder = Reminder of a booking
message-event-job_ready = Ready for collection
message-event-estimate_sent = Estimate
message-event-progress_note = Progress
message-event-invoice_posted = Invoice

attempt-outcome-sent = Sent
attempt-outcome-temporary = Trying again
attempt-outcome-permanent = Refused for good

payment-status-initiated = Initiated
payment-status-received = Received
payment-status-verified = Verified
payment-status-failed = Failed
payment-status-expired = Expired
payment-status-reversed = Reversed

payment-event-receive = Receive
payment-event-verify = Verify
payment-event-fail = Fail
payment-event-expire = Expire
payment-event-reverse = Reverse

payment-direction-in = Received
payment-direction-out = Paid out

tender-cash = Cash
tender-card = Card
tender-transfer = Bank transfer
tender-cheque = Cheque
tender-mobile = Mobile
tender-link = Payment link
tender-cod = Cash on delivery
tender-write_off = Write-off

missed-run-once = Run once
missed-run-skip = Skip
send-fault-unreachable = Nobody answers at the mail server's address
send-fault-timeout = The mail server took too long
send-fault-certificate = The mail server's certificate is not trusted
send-fault-login = The mail server refuses our name and password
send-fault-busy = The mail server does not take it now
send-fault-refused = The mail server does not take it
send-fault-address = The address cannot be written to
send-fault-folder = The folder for messages cannot be written
send-fault-words = Its words are not complete
send-fault-attachment = What goes with it could not be made
duty-low_stock = Low stock
duty-overdue = Late jobs, services
duty-expire_holds = Holds that ran out
duty-reminders = Reminders for tomorrow
duty-backup = Backup
duty-close_jobs = Closing paid jobs
duty-calendars = Calendar files
duty-put_off = Old put-off work
duty-tidy = Clearing up

segment-lane-shift = Shift
segment-lane-work = Work

segment-kind-shift = Shift
segment-kind-task = Task
segment-kind-indirect = Indirect time

segment-source-live = Clocked
segment-source-manual = Written down

indirect-cleaning = Cleaning
indirect-training = Training
indirect-parts_run = Fetching parts
indirect-waiting = Waiting

session-via-local = This terminal
session-via-ssh = SSH
session-via-console = Command line

part-kind-part = Part
part-kind-tyre = Tyre
part-kind-fluid = Fluid
part-kind-core = Core charge

part-code-kind-barcode = Barcode
part-code-kind-supplier = Supplier’s number
part-code-kind-oem = Maker’s number

movement-kind-opening = Opening stock
movement-kind-receipt = Receipt
movement-kind-issue = Issue
movement-kind-return_in = Returned to stock
movement-kind-return_out = Sent back
movement-kind-transfer_in = Transfer in
movement-kind-transfer_out = Transfer out
movement-kind-adjust = Adjustment
movement-kind-count = Count
movement-kind-reserve = Reserved
movement-kind-release = Released

task-status-todo = Todo
task-status-running = Running
task-status-paused = Paused
task-status-blocked = Blocked
task-status-done = Done
task-status-verified = Verified
task-status-cancelled = Cancelled

task-event-start = Start
task-event-pause = Pause
task-event-block = Block
task-event-unblock = Unblock
task-event-finish = Finish
task-event-reopen = Reopen
task-event-verify = Verify
task-event-cancel = Cancel

tax-treatment-taxed = Taxed
tax-treatment-zero = Zero-rated
tax-treatment-exempt = Exempt
tax-treatment-outside = Outside the scope
tax-treatment-reverse = Reverse charge

tax-round-group = Per rate
tax-round-line = Per line

vehicle-use-customer = Customer’s car
vehicle-use-courtesy = Courtesy car
vehicle-use-sale = For sale

sale-status-available = Available
sale-status-reserved = Reserved
sale-status-sold = Sold
sale-status-removed = Removed

ownership-role-owner = Owner
ownership-role-keeper = Keeper
ownership-role-driver = Driver

odometer-unit-km = km
odometer-unit-mi = mi

job-event-check_in = Check in
job-event-undo_check_in = Undo the check-in
job-event-diagnose = Diagnose
job-event-estimate = Estimate
job-event-propose = Ask the customer
job-event-authorise = Authorise
job-event-go_on = Go on
job-event-decline_all = Decline all work
job-event-unauthorise = Take the authorisation back
job-event-start = Start
job-event-hold = Put on hold
job-event-resume = Resume
job-event-finish = Finish the work
job-event-rework = Send back to the bay
job-event-complete = Complete
job-event-hand_over = Hand over
job-event-undo_hand_over = Undo the hand-over
job-event-close = Close
job-event-cancel = Cancel
job-event-reinstate = Plan again
# Days, months, lengths of time
weekday-mon = Mon
weekday-tue = Tue
weekday-wed = Wed
weekday-thu = Thu
weekday-fri = Fri
weekday-sat = Sat
weekday-sun = Sun
month-jan = Jan
month-feb = Feb
month-mar = Mar
month-apr = Apr
month-may = May
month-jun = Jun
month-jul = Jul
month-aug = Aug
month-sep = Sep
month-oct = Oct
month-nov = Nov
month-dec = Dec
duration-minutes = { $minutes } min
duration-hours = { $hours } h
duration-both = { $hours } h { $minutes }

# Forms
form-pick-one = “{ $text }” is not in the list. Press ↓ to see what there is.

# The calendar and the workshop in depth
absence-kind-holiday = Holiday
absence-kind-sick = Sick
absence-kind-training = Training
absence-kind-other = Away
equipment-kind-tool = Tool
equipment-kind-lift = Lift
equipment-kind-diagnostic = Diagnostic set
equipment-kind-tyre = Tyre machine
equipment-kind-safety = Safety gear
equipment-kind-van = Van
equipment-kind-other = Other
waiting-status-waiting = waiting
waiting-status-offered = offered
waiting-status-booked = booked
waiting-status-dropped = dropped
waiting-event-offer = offer
waiting-event-pass = pass
waiting-event-book = book
waiting-event-drop = drop
waiting-event-wish = want again
leg-kind-collection = Collection
leg-kind-delivery = Delivery
leg-status-requested = requested
leg-status-scheduled = scheduled
leg-status-driver_assigned = driver set
leg-status-en_route = on the road
leg-status-done = done
leg-status-failed = failed
leg-status-cancelled = cancelled
leg-event-schedule = schedule
leg-event-assign = assign a driver
leg-event-unplan = take the time back
leg-event-start = set off
leg-event-arrive = arrive
leg-event-fail = fail
leg-event-cancel = cancel
loan-status-reserved = reserved
loan-status-out = out
loan-status-returned = back
loan-status-inspected = checked
loan-status-cancelled = cancelled
loan-event-hand_out = hand out
loan-event-take_back = take back
loan-event-inspect = check
loan-event-cancel = cancel
inspection-status-open = open
inspection-status-finished = finished
inspection-status-reviewed = reviewed
inspection-status-sent = sent
inspection-event-finish = finish
inspection-event-reopen = reopen
inspection-event-review = review
inspection-event-send = send
grade-green = good
grade-amber = soon
grade-red = now
grade-na = not checked
corner-none = {""}
corner-front_left = front left
corner-front_right = front right
corner-rear_left = rear left
corner-rear_right = rear right
estimate-status-draft = draft
estimate-status-review = to review
estimate-status-approved = approved
estimate-status-returned = returned
estimate-status-sent = sent
estimate-status-replaced = replaced
estimate-event-submit = submit
estimate-event-approve = approve
estimate-event-return = return
estimate-event-send = send
estimate-event-replace = replace
deferred-status-open = open
deferred-status-reminded = reminded
deferred-status-revived = on a job
deferred-status-done_elsewhere = done elsewhere
deferred-status-expired = expired
deferred-event-remind = remind
deferred-event-revive = revive
deferred-event-elsewhere = done elsewhere
deferred-event-expire = expire
deferred-event-put_off_again = put off again
sublet-status-needed = to be sent
sublet-status-sent_out = sent out
sublet-status-back = back
sublet-status-invoiced = billed
sublet-event-send_out = send out
sublet-event-take_back = take back
sublet-event-invoice = enter the bill
rating-source-counter = at the counter
rating-source-phone = by phone
rating-source-sms = by text
rating-source-email = by e-mail
merge-entity-customer = customer
merge-entity-vehicle = vehicle

# What is to be done next about a booking or a job.
action-confirm = answer
action-check_in = check in
action-assign = assign
action-validate = validate
action-estimate = estimate
action-ask = ask
action-order = order
action-resume = go on
action-check = check
action-invoice = invoice
action-hand_over = hand over
action-waiting = waiting
action-parts = parts
action-none = { "" }

theme-dark = dark
theme-light = light
theme-contrast = high contrast
theme-mono = none: bold and signs

priority-1 = Low
priority-2 = Normal
priority-3 = High
priority-4 = Urgent

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
permission-job-work = work on own tasks
permission-job-any = work on anyone's tasks
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

# invoices

## Refusals of billing
billing-discount-range = A discount is between 0 and 100 %.
billing-discount-one = Give the discount as a rate or as an amount, not both and not below zero.
billing-qty-positive = More than nothing.
billing-price-negative = A price cannot be below zero.
billing-free-needs-reason = Say why it costs nothing.
billing-nothing-to-invoice = Nothing of { $job } is authorised and still to be invoiced.
billing-not-a-draft = { $number } is posted and stays as it is. Credit it if it is wrong.
billing-empty = There is no line on it yet.
billing-part-on-shelf = { $part } is still on the shelf. Take it for the job, or release it.
billing-amount-positive = An amount above zero.
billing-tender-not-here = This cannot be taken at the counter.
billing-handed-too-little = Less than the amount. Lower the amount to take a part.
billing-tenders = Between one and { $max } ways to pay.
billing-cannot-be-paid = Only a posted invoice can be paid.
billing-paid-already = { $number } is paid already.
billing-overpaid-walk-in = More than is owed. Without a customer on the bill the rest cannot be kept as credit.
billing-no-credit = There is no deposit or credit to use.
billing-only-posted-credited = Only a posted invoice can be credited.
billing-credited-already = { $number } is credited already.

## The table of lines
invoice-col-what = Description
invoice-col-qty = Qty
invoice-col-price = Price
invoice-col-disc = Disc
invoice-col-tax = Tax
invoice-col-total = Total

## The payment box
payment-title = Payment
payment-to-pay = To pay
payment-how = How
payment-amount = Amount
payment-handed = Handed
payment-slip = Slip no
payment-reference = Reference
payment-then = Then
payment-print = Print
payment-no-printer = No printer at this terminal
payment-fills = fills the rest
payment-ways = how
payment-exact = empty: exact
payment-left = Left after this
payment-to-credit = Beyond: kept as credit
payment-change = Change
payment-parts = So far { $parts }
payment-posts = Posts the draft first, for good.
payment-cmd-take = take payment
payment-cmd-next = next field
payment-beyond-sure = { $beyond } more than is owed. Enter again keeps it as credit.
help-payment = How, how much, and what was handed over or the slip. Enter goes from field to field and takes the payment from the last one. Ins keeps a part and asks for the rest in another way.
payment-cmd-split = another way
payment-cmd-unsplit = take the last way off
payment-cmd-back = back
payment-off-no-parts = it is not split
reason-missing = A word or two, please.

## The list
invoices-title = Invoices
help-invoices = What customers owe, the longest due first. Tab shows drafts and everything posted. Type a number or a name to find one.
tab-invoices = Invoices
tab-invoices-short = Bills
invoices-col-number = Number
invoices-col-kind = Kind
invoices-col-customer = Customer
invoices-col-plate = Plate
invoices-col-issued = Date
invoices-col-due = Due
invoices-col-state = State
invoices-col-total = Total
invoices-col-owed = To pay
invoices-view-owed = Owed
invoices-view-drafts = Drafts
invoices-view-posted = Posted
invoices-owed = owed
invoices-overdue-sum = overdue
invoices-overdue = { $days ->
    [one] { $days } day over
   *[other] { $days } days over
}
invoices-due = due { $day }
invoices-part-due = part paid, { $day }
invoices-walk-in = Walk-in
invoices-find = Find by number or customer
invoices-none-owed = Nobody owes anything.
invoices-none-drafts = No drafts. “Make invoice” on a job card begins one.
invoices-none-posted = Nothing was posted yet.
invoices-cmd-open = open
invoices-cmd-view = next view
invoices-cmd-pay = take payment
invoices-cmd-export = write the list to a file (CSV)
paper-kept = { $file } written to { $folder }
paper-not-kept = The file could not be written: { $why }
paper-printed = { $document } sent to the printer
paper-not-printed = The printer said no: { $why }
billing-customer-of-job = The job says whose invoice it is.
billing-no-rate = The labour rate { $rate } has no price today.

## One document
invoice-title = Invoice { $number }
invoice-title-draft = Invoice draft
help-invoice = The lines of one invoice and what they sum to. The last row takes a part number, a labour code, a barcode or words; “3*” before it is how many. Posting gives the number and fixes every word.
invoice-col-kind = Kind
invoice-no-lines = No lines yet
invoice-entry = part no, labour code or text
invoice-offer-free = { $free } free
invoice-due = due
invoice-days = { $days ->
    [one] { $days } day
   *[other] { $days } days
}
invoice-job = { $number }
invoice-pays-account = on account
invoice-pays-now = pays at collection
invoice-credit = Credit
invoice-credit-of = { $open } open of { $limit }
invoice-owes = Owes
invoice-left-over = Deposits
invoice-send = Send
invoice-no-email = no e-mail address
invoice-paid-on = { $day }
invoice-on-paper = On paper
invoice-note = Note on paper
invoice-labour = Labour
invoice-parts = Parts
invoice-other = Other
invoice-paid-sum = Paid
invoice-cmd-edit = edit
invoice-cmd-add = add
invoice-cmd-pay = pay
invoice-cmd-line = new line
invoice-cmd-remove = remove
invoice-cmd-post = post
invoice-cmd-print = print
invoice-cmd-head = discount, note
invoice-cmd-more = one more
invoice-cmd-less = one less
invoice-cmd-void = throw the draft away
invoice-cmd-credit = credit the whole invoice
invoice-cmd-use-credit = pay from what the customer has left over
invoice-cmd-job = open the job
invoice-cmd-customer = open the customer
invoice-off-posted = it is posted and stays as it is
invoice-off-nothing-owed = nothing is owed
invoice-off-credited = it is credited already
invoice-off-no-job = it has no job
invoice-off-walk-in = it has no customer
invoice-job-line = This line is the job’s: Enter opens the job.
invoice-no-such-code = No part has the code { $code }.
invoice-blocked-title = Not yet
invoice-post-title = Post this invoice?
invoice-post-text = For { $customer }: { $total }. It gets its number and cannot be changed then.
invoice-post-text-mail = For { $customer }: { $total }. It gets its number, cannot be changed then, and goes to { $email }.
invoice-post-yes = Post
invoice-posted = Posted as { $number }
invoice-paid = { $number } is paid
invoice-paid-change = { $number } is paid. Give { $change } change.
invoice-paid-part = Taken. { $owed } of { $number } is still to pay.
invoice-paid-credit = { $number } is paid, { $credit } is kept as credit
invoice-print-title = Print
invoice-print-file = To a file
invoice-print-printer = To the printer
invoice-void-title = Throw this draft away?
invoice-void-text = { $n ->
    [one] Its { $n } line goes with it; a line of a job stays on the job.
   *[other] Its { $n } lines go with it; lines of a job stay on the job.
}
invoice-void-yes = Throw away
invoice-voided = Draft thrown away; no number was used
invoice-credit-title = Credit the whole invoice
invoice-credit-text = A credit note takes back { $number }, { $total }. Its job can be invoiced again.
invoice-credit-text-paid = A credit note takes back { $number }, { $total }. The { $paid } paid stays as the customer’s credit. Its job can be invoiced again.
invoice-credit-why = Why?
invoice-credited = Credited by { $number }
invoice-credit-used = { $amount } paid from what was left over
invoice-head-title = Discount and note

## One line
line-new-title = New line
line-edit-title = Line
line-kind = Kind
line-kind-fixed = given by the part
line-description = Description
line-qty = How many
line-unit = Unit
line-unit-hint = h, l; nothing for pieces
line-price = Price each
line-discount = Discount
line-discount-hint = 10 % or an amount
line-tax = Tax
line-free = If free, why
line-free-hint = asked for when labour or a part costs nothing

## A sale over the counter
sale-title = Sale
sale-title-total = { $n ->
    [one] Sale, { $n } line, { $total }
   *[other] Sale, { $n } lines, { $total }
}
help-sale = A sale over the counter. Scan a part or type its number; “3*” before it is how many. F8 takes the money, posts the invoice and takes the parts off the shelf. Esc lays the sale aside: the menu (F10) takes it up again. F6 names the customer.
sale-pays-now = pays now
sale-cmd-customer = customer
sale-named = Customer named
sale-customer-title = Whose sale
sale-customer = Customer
sale-customer-hint = name, phone or plate; nothing for a walk-in
invoice-line-added = Line added
invoice-line-off = Line taken off
invoice-line-saved = Line saved
invoice-head-saved = Discount and note saved

## Credit and reversal
credit-goods-title = Are the goods back?
credit-goods-stay = No, the parts stay out
credit-goods-back = Yes, the parts go back on the shelf
invoice-cmd-reverse = take a payment back
payment-none-to-reverse = nothing was paid on it
payment-reverse-title = Take a payment back
payment-reverse-text = { $amount } is given back or did not come in. What it paid is owed again.
payment-reversed = Payment { $number } taken back

## Deposits
deposits-title = Deposits and credit
help-deposits = Money a customer left here without an invoice, or paid beyond one. Posting their next invoice uses it, the oldest first. F8 takes a deposit; removing a row pays it back.
deposits-none = Nothing is held for this customer.
deposit-col-number = Receipt
deposit-col-day = Day
deposit-col-how = How
deposit-col-reference = Reference
deposit-col-paid = Paid
deposit-col-left = Left
deposit-title = Deposit
deposit-remark = Kept for the customer until an invoice uses it.
deposit-cmd-take = take a deposit
deposit-cmd-back = pay it back
deposit-cmd-open = deposit
deposit-back-title = Pay a deposit back
deposit-taken = Deposit taken, receipt { $number }

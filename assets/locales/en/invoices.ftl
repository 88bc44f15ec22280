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
billing-handed-too-little = Less than the amount. Lower the amount, and the rest stays open.
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

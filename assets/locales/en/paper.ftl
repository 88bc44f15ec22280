# paper

## Inspections on paper
paper-inspection = Inspection
paper-inspection-by = { $form }, { $who }, { $at }
paper-photo = Photo: { $name }
paper-photo-of = Photo: { $name }, { $what }

## Invoices and credit notes on paper
paper-page = { $document } · page { $page }
paper-draft = A draft: not an invoice yet, nothing is due.
paper-credits = for { $number }
paper-tax-no = Tax no { $number }
paper-issued = Date
paper-supplied = Supplied
paper-due = Due
paper-job = Job
paper-vehicle = Vehicle  { $vehicle }
paper-odometer = Odometer { $odometer }
paper-tax-over = { $what } over { $base }
paper-sum = Sum of the lines
paper-discount = Discount
paper-net = Net
paper-total = Total
paper-total-credit = Total credited
paper-includes-tax = Prices include tax.
paper-paid = Paid { $how }
paper-credited = Credited
paper-owed = To pay
paper-reason = Reason: { $reason }

## Estimate
paper-estimate = Estimate
paper-estimate-version = Version { $version } of { $day }. These prices hold until { $until }.
paper-estimate-found = What we found
paper-estimate-agreed = agreed
paper-estimate-with-tax = With tax
paper-estimate-word = Nothing that is not marked as agreed is begun without your word. You may say yes or no to each line, or put it off.
paper-estimate-call = Call us: { $phone }

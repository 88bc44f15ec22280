# inventory

## Refusals
qty-not-positive = It takes a quantity above nothing.
qty-negative = A quantity cannot be below nothing.
qty-above-issued = Only { $issued } of it were taken.
stock-short = { $part }: { $have } on the shelf, { $wanted } wanted.
stock-adjust-nothing = Nothing would change. Type how much more or less there is.
stock-adjust-below = Only { $have } are there; { $change } cannot go.
part-price-range = A price is nothing or more, up to ten thousand million.
part-sku-taken = “{ $part }” has this number already.
part-sku-archived = “{ $part }”, which was put away, has this number. Take it back, or type another number.
part-barcode-taken = { $code } is the barcode of “{ $part }”.
part-chain-circle = These parts would replace each other in a circle.
part-still-held = Some of it is on a shelf, kept for a job or on order. Count it to nothing first.
part-not-stocked = { $part } is not kept on a shelf.
part-is-archived = { $part } was put away. Take it back first.

## Inventory tab
tab-inventory = Inventory
tab-inventory-short = Stock
inventory-title = Inventory
inventory-help = Every part, found by any letters of its number, words or codes, or by scanning. Free is what is on hand less what is kept for jobs.
inventory-find = Number, words or code
inventory-none = No part fits. Ctrl-O adds one.
inventory-none-yet = No parts yet. Ctrl-O adds the first.
inventory-none-low = Nothing is low: every part is above its reorder level.
inventory-none-away = Nothing is put away
inventory-col-sku = Part no
inventory-col-description = Description
inventory-col-bin = Bin
inventory-col-on-hand = On hand
inventory-col-free = Free
inventory-col-min = Min
inventory-col-price = Price
inventory-parts = { $n ->
    [one] part
   *[other] parts
}
inventory-of = of { $n }
inventory-low = low
inventory-no-code = No part has the code { $code }.
inventory-cmd-open = open
inventory-cmd-receive = receive
inventory-cmd-count = count
inventory-cmd-adjust = correct
inventory-cmd-low = low only
inventory-cmd-all = all parts
inventory-cmd-away = put away
inventory-cmd-new = new part
inventory-cmd-edit = edit
inventory-cmd-job = job
inventory-cmd-archive = put away
inventory-cmd-restore = take back
inventory-off-no-hit = no part fits “{ $typed }”
inventory-off-loose = this part is not kept on a shelf
inventory-off-away = this part was put away

## A part
inventory-on-hand = On hand
inventory-reserved = Reserved
inventory-free = Free
inventory-on-order = On order
inventory-min = Min
inventory-bin = Bin
inventory-price = Price
inventory-cost = Cost
inventory-margin = margin
inventory-margin-label = Margin
inventory-value = Value
inventory-counted = Counted
inventory-counted-on = counted { $day }
inventory-oversold = oversold by { $qty }
inventory-superseded = Replaced by
inventory-superseded-by = replaced by { $sku }
inventory-archived = put away
inventory-loose = not kept on a shelf
inventory-weeks = 12 weeks
inventory-a-week = { $qty } a week
inventory-waits = { $n ->
    [one] 1 job waits
   *[other] { $n } jobs wait
}
inventory-movements = Movements
inventory-page-title = Part { $sku }
inventory-page-help = How one part stands at this site: who waits for it, and every movement of the ledger.
inventory-page-empty = Nothing has moved yet
inventory-col-when = When
inventory-col-what = What
inventory-col-qty = Qty
inventory-col-for = For
inventory-col-who = Who
inventory-archive-title = Put this part away?
inventory-archive-text = { $part } leaves the lists; its history stays, and it can be taken back.
inventory-restore-title = Take this part back?
inventory-restore-text = { $part } is on the lists again.
inventory-archived-done = { $sku } is put away.
inventory-restored-done = { $sku } is on the lists again.

## Moving the shelf
inventory-receive-title = Receive { $sku }
inventory-receive-help = Goods that came in. Jobs that wait get theirs at once, the promised first.
inventory-count-title = Count { $sku }
inventory-count-help = Type what is really there. What the books say is told afterwards.
inventory-adjust-title = Correct { $sku }
inventory-adjust-help = Something is broken, lost or turned up: by how much, and why.
inventory-there = { $qty } { $unit } on hand
inventory-received = Received
inventory-unit-cost = Cost of one
inventory-cost-usual = blank: { $cost }
inventory-document = Delivery note
inventory-found = Counted
inventory-change = Change
inventory-change-hint = { $unit }, −2 is two fewer
inventory-reason = Reason
inventory-received-done = { $sku } received, { $qty } on hand.
inventory-adjusted-done = { $sku } corrected, { $qty } on hand.
inventory-counted-right = { $sku } counted: { $qty }, as the books said.
inventory-counted-more = { $sku } counted: { $qty }, { $off } more than the books said.
inventory-counted-less = { $sku } counted: { $qty }, { $off } fewer than the books said.

## Form of a part
inventory-new-title = New part
inventory-edit-title = Edit part
inventory-edit-help = What the part is called, costs and is known by; bin and levels are those of this site.
inventory-description = Description
inventory-sku = Part number
inventory-sku-hint = blank makes one
inventory-kind = Kind
inventory-unit = Unit
inventory-unit-hint = pc, l, set
inventory-tax = Tax
inventory-barcodes = Barcodes
inventory-suppliers = Suppliers’ numbers
inventory-makers = Makers’ numbers
inventory-codes-hint = commas between
inventory-stocked = Stock
inventory-stocked-yes = kept on a shelf
inventory-reorder = Low at
inventory-reorder-hint = 0 is never
inventory-reorder-qty = Then order
inventory-category = Category
inventory-added = { $part } is in the catalogue.
inventory-saved = { $part } is saved.

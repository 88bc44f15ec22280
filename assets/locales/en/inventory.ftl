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

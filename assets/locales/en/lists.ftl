# The filter line, and lists that can be filtered, sorted and kept as a view.

filter-no-key = There is no “{ $key }” in this list. There are: { $keys }.
filter-no-value = What shall “{ $key }” be?
filter-no-word = “{ $text }” is no { $key }. There are: { $words }.
filter-no-number = “{ $text }” is no whole number for { $key }.
filter-no-flag = { $key } is yes or no, not “{ $text }”.
filter-no-sort = The list cannot be sorted by “{ $key }”. It can by: { $keys }.
filter-not-ordered = “{ $key }” is not more or less: write { $key }: instead of { $key }{ $sign }.
filter-one-value = “{ $key }{ $sign }” takes one value.
view-empty = There is no filter to keep: type one first.

list-jobs = Jobs
list-bookings = Bookings
list-customers = Customers
list-vehicles = Vehicles
list-parts = Parts
list-invoices = Invoices
menu-list = List of { $list }, filter and sort
lists-title = List of { $list }
lists-help = Type what you look for: words, or a key and a value: plate:kl, year>=2018, price<50, status:late,open, owner!=smit. Tab completes. sort:year sorts, sort:-year the other way round. Keys here: { $keys }. Ctrl-O keeps the line as a view of your own and sorts by any column. Space marks rows, Ctrl-E does something to all marked.
lists-count = { $n ->
    [one] row
   *[other] rows
}
lists-marked = { $count } marked
list-no-row-yet = There is nothing in this list yet.
list-no-row = Nothing fits. Esc clears the filter.

lists-hint-jobs = status:late  mech:jo  make:vw  promised<tomorrow
lists-hint-bookings = status:requested  day>=today  bay:1  sort:day
lists-hint-customers = owes>0  plate:kl  postcode:35  sort:-since
lists-hint-vehicles = make:vw  year>=2018  km<100000  inspection<+1m
lists-hint-parts = low:yes  price<50  bin:o-01  sort:-onhand
lists-hint-invoices = status:owed  due<today  total>500  sort:-owed

lists-cmd-open = open
lists-cmd-mark = mark
lists-cmd-options = views, sort
lists-cmd-complete = complete
lists-off-complete = There is nothing to complete here.
lists-cmd-many = do to marked
lists-cmd-keep = keep the filter as a view
lists-cmd-mark-all = mark all that are shown
lists-cmd-clear = clear the filter
lists-cmd-export = write the list to a CSV file
lists-cmd-archive = archive the marked, or bring them back

lists-options = Views and order
lists-view = View “{ $name }”
lists-view-drop = Remove view “{ $name }”
lists-view-kept = View “{ $name }” kept
lists-view-dropped = View “{ $name }” removed
lists-keep = Keep this filter as a view…
lists-clear = Clear the filter
lists-keep-title = Keep as a view
lists-keep-text = Your own view of: { $filter }
lists-keep-name = Name
lists-sort-by = Sort by { $column }
lists-sorted-up = now upwards: turns downwards
lists-sorted-down = now downwards: turns upwards

lists-many = { $count ->
    [one] With this row
   *[other] With these { $count } rows
}
lists-many-archive = Archive, or bring back
lists-many-confirm = Confirm
lists-many-decline = Decline, with a reason…
lists-many-cancel = Cancel, with a reason…
lists-many-forward = One step on, each its own
lists-many-assign = Give the open tasks to somebody…
lists-many-tell = Tell the customers once more that it is ready
lists-many-print = Print
lists-many-papers = Write the papers to files
lists-many-export = Write to a CSV file
lists-many-unmark = Unmark
lists-why-decline = { $count ->
    [one] Why is it declined?
   *[other] Why are these { $count } declined?
}
lists-why-cancel = { $count ->
    [one] Why is it cancelled?
   *[other] Why are these { $count } cancelled?
}
lists-assign = Who does their open tasks?
lists-done = { $count ->
    [one] One is done
   *[other] { $count } are done
}
lists-outcome = { $done } done, { $refused } refused
lists-archived = { $count ->
    [one] 1 archived or brought back
   *[other] { $count } archived or brought back
}

lists-col = { $key ->
    [number] Number
    [plate] Plate
    [customer] Customer
    [make] Make
    [model] Model
    [status] Status
    [mech] Mechanic
    [work] Work
    [priority] Priority
    [promised] Promised
    [arrived] Arrived
    [collected] Collected
    [parking] Parked
    [key] Key tag
    [type] Kind
    [bay] Bay
    [wish] Wish
    [day] Day
    [moves] Moves
    [source] Source
    [arrival] Arrival
    [name] Name
    [kind] Kind
    [phone] Phone
    [email] E-mail
    [address] Address
    [postcode] Postcode
    [tell] Told by
    [owes] Owes
    [noshows] No-shows
    [since] Since
    [year] Year
    [fuel] Fuel
    [class] Class
    [body] Body
    [gearbox] Gearbox
    [drive] Drive
    [colour] Colour
    [doors] Doors
    [seats] Seats
    [engine] Engine
    [power] Power
    [km] Odometer
    [vin] VIN
    [owner] Owner
    [inspection] Inspection
    [service] Service
    [use] Use
    [sku] SKU
    [category] Category
    [bin] Bin
    [price] Price
    [onhand] On hand
    [free] Free
    [min] Min
    [issued] Issued
    [due] Due
    [total] Total
    [owed] To pay
    [action] To do
   *[other] { $key }
}
lists-cmd-filter = filter, sort

# The next column a table is sorted by, up, then down.
order-cmd = sort

# Said to whoever calls about a vehicle.
answer-nothing = { "" }
answer-here = { $plate } { $place }{ $work }{ $done }{ $promised }{ $sum }{ $open }.
answer-place-due = is booked for { $at } and not here yet
answer-place-expected = is expected and not here yet
answer-place-ready = is ready to be collected
answer-place-bay-who = is in { $bay } with { $who }
answer-place-bay = is in { $bay }
answer-place-who = is being worked on by { $who }
answer-place-held = is here and waits ({ $reason })
answer-place-asks = is here and waits for the customer's yes
answer-place-check = is done and being checked
answer-place-here = is here and waits its turn
answer-work = { ": " }{ $work }
answer-done = , { $percent } % done
answer-promised = , promised for { $at }
answer-late = , was promised for { $at } and is late
answer-so-far = ; { $amount } agreed so far, without tax
answer-to-pay = ; { $amount } to pay
answer-paid = ; paid
answer-open = ; { $amount } more waits for a yes
answer-comes = { $plate } is not here; it comes { $at } ({ $status }){ $wish }.
answer-was = { $plate } is not here; last visit { $at }{ $work } ({ $status }).
answer-never = { $plate } is not here, has no booking and was never here.

merge-same = Mark two rows with Space: they become one.
merge-before = One of them is archived or was merged before.
merge-both-booked = Both are booked at the same time: move one of the bookings first.
merge-taken-back = This merge was taken back already.
merge-too-old = A merge can be taken back for { $days } days.
merge-plate-taken = Its plate is another vehicle's by now.
merge-title = One { $entity } written down twice
merge-cmd-keep = merge into the chosen
merge-cmd-turn = keep the other
merge-text = Everything of the other goes to the one kept. Can be taken back for 30 days.
merge-kept = kept
merge-gone = goes into it
merge-done = The two are one
merge-undone = The two are two again
merge-none = Nothing was merged in the last 30 days.
merge-take-back = Take a merge back
lists-many-merge = Merge the two into one…
lists-many-unmerge = Take a merge back…
merge-row-bookings = Bookings
merge-row-jobs = Visits
merge-row-vehicles = Vehicles
merge-row-owed = Owes

vehicle-colour = Colour
vehicle-body = Body
vehicle-gearbox = Gearbox
vehicle-drive = Drive
vehicle-engine = Engine, cc
vehicle-power = Power, kW
vehicle-doors = Doors
vehicle-seats = Seats
vehicle-tyres = Tyre size
vehicle-use-field = Used as
vehicle-recall = Recall
vehicle-recall-done = Recall seen to on
vehicle-recall-seen = { $recall }, seen to { $day }
vehicle-note = Note
vehicle-figure-range = From 0 to { $max }.
vehicle-key-tag = Key tag
vehicle-parking = Parked
vehicle-readings = Readings
vehicle-row-deferred = Deferred
vehicle-row-inspection = Inspection
find-how = Type what the caller says: a plate, a name, a phone number, a number such as BK-12, JOB-7 or INV-3, or a part.
customers-found-of = of { $all } customers

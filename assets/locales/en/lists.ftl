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
lists-sorted-up = now downwards: turns upwards
lists-sorted-down = now upwards: turns downwards

lists-many = { $count ->
    [one] With this row
   *[other] With these { $count } rows
}
lists-many-archive = Archive, or bring back
lists-many-export = Write to a CSV file
lists-many-unmark = Unmark
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
   *[other] { $key }
}
lists-cmd-filter = filter, sort

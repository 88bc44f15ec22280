# The frame round every screen: keys, toasts, live mark, layers.

## The ten keys
key-help = Help
key-find = Find
key-book = Book
key-new-job = New job
key-new-job-short = Job
key-sale = Sale
key-customer = Customer
key-customer-short = Cust
key-parts = Parts
key-pay = Pay
key-print = Print
key-menu = Menu

## Contact with the books
live = live
catching-up = catching up
alone = alone since { $since }
no-contact = No contact with the books since { $since }. What you typed is kept.

## Toasts
toast-left-out = { $count ->
    [one] One character nobody can see was left out.
   *[other] { $count } characters nobody can see were left out.
}
toast-undone = { $what } · undone
toast-redone = { $what } · done again
toast-way-back = { " " }· Ctrl-Z undo
toast-nothing-to-undo = Nothing to undo in the last ten minutes.
toast-nothing-to-redo = Nothing to do again.
toast-contact-again = The books answer again. Everything is fetched anew.
toast-off = { $why }
toast-dialog-left = What you typed is kept: it is there when you come back to it
toast-parked = { $what } is laid aside · F10 takes it up again
toast-not-here = { $key } { $what }: there is nothing for it here.
toast-not-here-pay = Nothing here can be paid. Open an invoice or a job first.
toast-not-here-print = Nothing here can be printed. Open an invoice or a job first.
toast-cannot-open = There is no page for that record here.
toast-locks-soon = Nobody here? This terminal locks in a minute. Any key keeps it open.
toast-session-over = Your log-in has ended. Everything typed is kept: log in to go on.
toasts-title = What was said

## Reasons why not
off-permission = your role does not let you { $permission }

## Other terminals
also-open-one = { $name } at { $terminal }
also-open = also open: { $who }

## Screen
too-small = { $w } x { $h } is too small: it needs { $width } x { $height }. Nothing is lost.
nothing-open = Nothing is open to you here yet. F10 shows what there is.

## Layers
confirm-no = No, go back
list-nothing-matches = Nothing matches.
leave-title = Leave Forecourt?
leave-text = Everything saved is safe. Lock hands this terminal over to somebody else.
leave-text-parked = { $count ->
        [one] One page is half filled. It is kept, and listed under F10 when you are back.
       *[other] { $count } pages are half filled. They are kept, and listed under F10 when you are back.
    }
leave-text-lost = { $count ->
        [one] One page is not saved and cannot be kept. It is lost when you leave.
       *[other] { $count } pages are not saved and cannot be kept. They are lost when you leave.
    }
leave-yes = Leave
leave-lock = Lock
conflict-title = Somebody else saved this first
conflict-who = { $who } saved it at { $at }. What do you keep?
conflict-theirs = Theirs
conflict-mine = Yours
menu-title = Do or find
menu-empty = empty the line
menu-prefix = A digit goes to its tab.
menu-prefixes = > commands   @ customer   # invoice   ! part
menu-parked = Take up again: { $what }
menu-go = Go to { $tab }
menu-undo = Undo the last change
menu-redo = Do it again
menu-toasts = What was said
menu-lock = Lock, or somebody else
menu-redraw = Draw and fetch again
menu-leave = Leave

## Other words the menu finds a line by
also-find = search look up
also-book = new booking appointment
also-new-job = check in arrive drop off
also-sale = sell counter till over the counter
also-customer = client person people vehicles
also-parts = stock inventory
also-pay = payment cash card money
also-print = paper letter send
also-accept = open edit change look
also-pick-up = move carry drag reschedule another time
also-insert = new add
also-remove = delete cancel take away
also-undo = take back revert
also-again = redo
also-redraw = refresh reload
also-inbox = alerts news assigned tasks late low messages for me unread
also-account = profile theme colours dark light contrast password pin language
also-site = branch location switch
also-parked = parked laid aside kept draft half filled
also-toasts = messages errors history
also-lock = switch user log out sign out logout change user hand over
also-leave = quit exit close end log out

## Verbs of the layers
cmd-choose = choose
cmd-take = take
cmd-no = no
cmd-close = close
cmd-run = run
cmd-keep = keep these
cmd-theirs = theirs
cmd-mine = yours
cmd-back-to-form = back to the form
cmd-next-page = next page

## Tabs
tab-bookings = Bookings
tab-bookings-short = Bookings
tab-customers = Customers
tab-customers-short = Cust

## What every form and list says
form-cmd-next = next
form-cmd-save = save
form-cmd-leave = back
off-no-row = nothing is chosen
off-loading = it is still being fetched
menu-inbox = Inbox: what is new for me
menu-account = My profile, colours, password, PIN
menu-site = Work at another site

queue-dead = { $count ->
    [one] 1 message lost
   *[other] { $count } messages lost
}
queue-late = { $count ->
    [one] 1 message waits
   *[other] { $count } messages wait
}
## Forms and pages of records
form-field = { $label }
form-cmd-look = look at them
record-cmd-open = open
record-off-nothing = this row has nothing to open

toast-shelved = { $count ->
    [one] One half-filled page of yours is kept · F10 takes it up again
   *[other] { $count } half-filled pages of yours are kept · F10 takes them up again
}

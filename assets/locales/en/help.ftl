# F1: the page of keys, of words, and about the program.
help-title = Help · { $page }
help-here = HERE
help-everywhere = EVERYWHERE
help-in-a-form = IN A FORM
help-page = page { $page } of { $pages } · PgDn turns
help-narrow = Type to narrow: "undo" finds Ctrl-Z. No F-keys here? Ctrl-P lists everything by name.
help-off = Off now: { $what } — { $why }
help-off-many = { $count ->
    [one] One key does nothing here now.
   *[other] { $count } keys do nothing here now: a page further on says why.
}
help-help = This help
help-find = Find plate, name, number
help-book = New booking
help-new-job = New job: check in now
help-key-sale = Sale over the counter
help-key-customer = Customers
help-key-parts = Parts
help-key-pay = Take a payment
help-key-print = Print or send
help-key-again = Do it again
help-menu = Menu: do or find
help-tabs = Tabs, up to Alt-9
help-back = One step back
help-undo = Undo the last change
help-redraw = Redraw, fetch again
help-leave = Leave
help-form-next = Next field
help-form-before = Field before
help-form-pick = Pick: list, calendar
help-form-save = Save
help-type-dates = t +1 mon
help-form-dates = Today, tomorrow, Monday
help-type-times = 1430
help-form-times = Times
help-type-sums = 3*12.50
help-form-sums = Sums in amounts
help-words = MARKS
    ▌ booked   █ in the bay   ░ done   ! late or short
    ● live   ◐ catching up   ○ no contact with the books
    ▶ where you are   ✓ marked, or all right

    WORDS
    A booking is an agreed visit. A job is the work on one car, from check-in to hand-over.
    A line is what the customer pays for; a task is what a mechanic does.
    A line waits until the customer has said yes, unless it is within the agreed limit.
    On hand is what lies on the shelf. Free is what nobody has reserved.
    A draft invoice can be changed. A posted one cannot: it is credited.

    KEYS YOU HAVE TO PRESS TWICE
    Alt and a letter arrives as Esc and the letter on some terminals: press them quickly.
    Keyboards without Ins and Del: Ctrl-N and Ctrl-D do the same.
help-about = Forecourt { $version }
    The terminal program a vehicle workshop runs on.

    Nothing you typed is lost by Esc: the page is laid aside and listed under F10.
    Whatever can be undone is undone by Ctrl-Z for ten minutes.
    Shift and the mouse marks text for copying, where the terminal knows the mouse.

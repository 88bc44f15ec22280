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

### Words of the reports.

reports_title = Figures
reports_lead = Counted row by row from the public registers. A figure that is underlined leads to the list behind it, and each table can be downloaded.
map_title = The cities on a map
map_of = What is drawn
map_note = A sketch: neither borders nor areas. The darker, the larger the figure.
charts_title = Month by month
charts_note = Each picture has a scale of its own: its highest month fills it. The figures are in the table below.
chart_says = { $all } in all; the most in a month, { $most }, in { $month }
chart_none = None
not_known = Not known, or about no enterprise
no_rule = No longer among the rules
findings_title = Findings, one a row
findings_lead = The findings that the entries of the ledger rest on, one a row, the latest first; a rule that does not apply found nothing.
findings_names = Rows have no name for readers who do not open the file of the enterprise, because no list points at anybody before a decision is published; the ledger entry that a row leads to is public and gives the credit code of the enterprise, so that anybody can judge anew.
duties_title = Duties of drafters, one a row
duties_lead = How each duty of clause 4 stands on the day for each enterprise that took part in drafting, one a row, what is due first first; what binds nobody is not listed.
table_title = Table
empty = There is nothing to count
counted =
    As of { $day }, with { $entries } { $entries ->
        [one] entry
       *[other] entries
    } in the ledger
counted_before =
    { $entries } more { $entries ->
        [one] entry has come since and is
       *[other] entries have come since and are
    } not counted yet: open this page again in a while and it is counted anew
left_out =
    { $rows } more { $rows ->
        [one] row is
       *[other] rows are
    } not shown here; download the table to see them
unpublished = Not published
download = Download
months_run =
    { $first } to { $last }: { $months } { $months ->
        [one] month
       *[other] months
    }
told_title = Duties of drafters as they are made known, one a row
told_lead = What is told of each duty of clause 4: that it is met, with its day, or that the province has published it as not fulfilled, with its report; what was told last comes first, what binds nobody is not listed.
told_note = “Not told” says nothing about a firm: the duty may not be due yet, may wait for a record, or be overdue. Which of them it is nobody is told before the province publishes it, and figures of a place with one drafter tell no more than its row.
headlines = At a glance
all_reports = All reports
map_of_city = The counties of { $city } on a map
map_cities = City whose counties are drawn

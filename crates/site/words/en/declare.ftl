### Words of a maker's self-declaration, question by question.

title = Self-declaration
begin = Declare a product for the mark
lead =
    See first whether the product could be given the mark now; then answer question by question. What you write is kept: leave at any time and come back within { $days } { $days ->
        [one] day
       *[other] days
    }.
drafts = Declarations not sent yet
drafts_none = There is none.
draft_changed = Last changed
draft_drop = Delete
draft_of_none = No product chosen yet
may_title = May this product be given the mark now?
may_lead = The answer is not recorded and nobody is told.
may_ask = See the answer
may_no_products = No product of yours is on file. Register the product first.
may_register = Register a product
may_yes = All conditions are met
may_judged = Nothing stands in the way; some points are for an office to judge
may_no = Not now
may_unknown = This cannot be told yet
may_counts =
    { $conditions } { $conditions ->
        [one] condition
       *[other] conditions
    }: { $met } met, { $not_met } not met, { $unknown } lacking a fact, { $judgement } for judgement.
may_no_change = From what is on file no day is known on which this turns by itself: see what would change it.
blocking = What stands in the way
to_judge = For an office to judge
others = The other conditions and alternatives
start = Start a declaration with these answers
start_empty = Start a declaration without asking first
tasks_lead = One question a page. Once all are answered, check and file.
tasks = What is asked
done = Answered
todo = To do
not_yet = Once the others are answered
onward = Once it is filed
onward_joins = First the parent in Zhejiang joins the filing: it finds it on its desk.
onward_decides = Then the federation looks at each condition and grants the mark or refuses it. The policy sets no period for that; the declaration stands on the federation's desk from the day of filing, the oldest first.
onward_until = Until then the product may not bear the mark; you may withdraw the declaration while it is undecided.
onward_letter = The letter, of acceptance or of refusal, will be with the decision in the history on the page of the declaration.
onward_blocked =
    { $conditions } { $conditions ->
        [one] condition of a grant is not met or lacks
       *[other] conditions of a grant are not met or lack
    } a fact, as told above: as things stand the federation has to refuse.
review = Check your answers and file
step_of = Question { $step } of { $steps }
save = Save and go on
back_to_tasks = Back to the list
product = Which product is declared?
models = Which models?
edition = Against which standard?
until = Until which day is the mark asked for?
until_hint =
    The mark lasts { $years } { $years ->
        [one] year
       *[other] years
    } at most, to { $day } if it were granted today; less is fine
parent = Is it filed jointly with a parent in Zhejiang?
evidence = Are there files to send along?
evidence_lead =
    None is needed. At most { $files } { $files ->
        [one] file
       *[other] files
    } of at most { $each } MiB each and { $together } MiB together, as PDF, PNG or JPEG. The ledger holds a salted digest only; whoever decides sees the file, and it can be erased.
evidence_list = Files sent
evidence_none = No files
evidence_count = Files: { $files }
evidence_shows = What it shows
evidence_file = File
evidence_add = Send the file
evidence_drop = Delete
evidence_done = That is all: go on
evidence_choose = Choose what the file shows
evidence_none_sent = Choose a file that has something in it
evidence_other_type = What is in the file is not what its media type (Content-Type) says
evidence_empty = The file is empty
evidence_full =
    Files sent and not filed yet are as many as a declaration may bring ({ $files } { $files ->
        [one] file
       *[other] files
    }, { $together } MiB together): file them or end some
evidence_this = This file
evidence_named = The file “{ $name }”
evidence_large = { $name } has { $size } MiB: a file may have { $most } MiB at most
evidence_over =
    { $name } is one too many: at most { $files } { $files ->
        [one] file
       *[other] files
    } and { $together } MiB together. Delete one that is not needed first
evidence_not_taken = { $name } is no PDF, PNG or JPEG by what is in it, and only these are taken
evidence_cut = { $name } is a { $kind } that is cut off: save it anew and send that
evidence_other_name = { $name } is a { $kind } by what is in it, which is not what its name says
evidence_active = { $name } is a PDF with a script, a program to start or another file in it (/{ $what }), which is not taken: print it to PDF and send that
evidence_too_many_points = { $name } has too many points: make the picture smaller
evidence_longer = { $name }: more data than its head says; save the picture anew and send that
all_models = Every model
alone = Filed alone
change = Change
review_lead = Check what you wrote. Once filed it is written to the ledger, and the federation decides.
declare = By filing you declare that the product keeps meeting every requirement of the standard and that what you wrote is true.
answer_next = Answer the question that is open
file = File the self-declaration
file_blocked = The conditions are judged for the day of filing: if you file now, the federation has to refuse. What you wrote is kept; you can file when they are met.
cannot_keep = What you wrote is too long to be kept.

### Words of clause 2: calls, projects, panels, comments, plans and standard systems.

calls_title = Public calls
calls_lead = Calls to build a standard system or to lead a standard. Anybody may propose.
calls_empty = No call matches
call_period = Proposals from { $from } to { $until }
call_days = Proposals
call_between = { $from } to { $until }
of_standard = How it was made and is revised
own = My standards projects
propose = Propose a project
call_published = Published on
call_how = A maker signs in and proposes from its desk; others hand a proposal to the federation on paper.
call_any = Every one
call_closed = Closed early
call_ends = No proposals from { $day } on
call_ended = No proposals since { $day }
call_asks = What it asks for
proposals = Proposals
proposals_none = No proposal yet
more = There are more projects than are shown: see the register of projects
sign_in = Sign in to propose
projects_title = Standards projects
projects_lead = Every step from proposal to publication, with public notices, comments and reviews.
projects_empty = No project matches
systems_title = Standard systems
systems_lead = Which standards an industry needs: there, planned or missing.
systems_empty = No system matches
lead = Led by
former_lead = Led before by
former_lead_until = { $name } (until { $day })
panel_uncast = { $experts } not voting
wants = What it wants
call = Answers the call
revises = Revises
plan = Place in the plan
leaf = Fills the node
draft_by = Draft planned by
edition = Published as
stages = Progress
stages_note = “Usually” is the median of the days that projects here took for this step.
took =
    { $days } { $days ->
        [one] day
       *[other] days
    }
so_far =
    { $days } { $days ->
        [one] day
       *[other] days
    } so far
usually =
    usually { $days } { $days ->
        [one] day
       *[other] days
    }
lead_gone = Nobody leads it
lead_gone_why = Without a lead nobody drafts, answers comments or submits: the project waits until another unit leads it or it is ended.
lead_gone_otherwise = If nobody acts, the project stays where it is and no standard comes of it.
lead_replaced = Lead replaced
decisions = Decisions and their grounds
decisions_note = Grounds are what the rules said on the day of the decision, by what was on file then. The reasons themselves are not public; the ledger keeps their digest. What clause 4 says of an enterprise is published by the province, and not told here.
decision_no_ground = No rule stood in the way: the decision rests on its reasons
decision_digest = Digest of the reasons
participants = Participants
participants_none = No participant is on file
participant_left = { $name } (left on { $day })
gaps = Nobody yet of these kinds
panels = Hearings and reviews
panel_number = Panel { $number }
panel_members =
    { $experts } { $experts ->
        [one] expert
       *[other] experts
    }, from: { $origins }
panel_meets = Meets on { $day }
panel_votes = { $in_favour } in favour, { $against } against, { $abstaining } abstaining
panel_placed = Placed first in the country and advanced in the world by { $experts }
panel_clauses = Clauses: { $agreed } agreed, { $changed } to be changed, { $not_agreed } not agreed
panel_set_aside = Set aside
panel_past = The draft was sent back since: what was said of it no longer counts
panel_waits = Has not met
documents = Documents
documents_none = No document yet
documents_note = Versions of one kind stand side by side, the latest first. The digest in the ledger is SHA-256 of the bytes of the salt followed by the file: check it by that.
document_salt = salt
document_version = Version { $number }
document_on = Filed on
document_by = Filed by
document_file = File
document_entry = Ledger entry
document_digest = Digest
document_gone = Erased by law
notice_text = Public notice from { $from } to { $until }; comments in that time.
comments = Comments and answers
comments_text = Open for comments from { $from } to { $until }.
comments_none = No comment has been let through yet
comments_waiting = { $comments } more to be looked at
comments_left = Comments not shown here: { $comments }; the API has all of them with their answers
comment_number = Comment { $number }
comment_whole = The whole
comment_text_gone = The text was erased by law
comment_no_answer = No answer yet
leaf_none = no standard yet
leave = Leave the project
leaves_bound = Whoever has left is not entered as a drafter when this standard is published: the three duties of clause 4 (authorisation, label filing, table on show) do not arise from it. Duties from other standards stay as they are. That one left is on the public record; until the text is approved the lead or the federation may name it again, and after that nobody leaves.
leaves_unbound = The kind that it takes part as bears no duty of clause 4: leaving changes no duty, and it is no longer told among those who take part. That one left is on the public record; until the text is approved the lead or the federation may name it again.
comment_make = Comment
comment_lead = No account is needed. A comment is told once the federation has seen that it is no advertising and no machine's; each gets an answer. Please write no personal data.
comment_clause = Clause (leave empty for the whole)
comment_organisation = Organisation (may be left empty)
comment_says = Your comment
comment_trap = Leave this empty
comment_trapped = Your comment was not sent: your browser, or another program, filled in a field that is usually not seen and that is there to tell machines. It is shown now and emptied: see that it is empty and send again; if it is filled in by itself once more, delete what is in it.
comment_send = Send the comment
comment_done = Your comment was received
comment_done_text = Its number is { $number }. Once it has been looked at it is told on the page of the project, and answered there.
comment_empty = Write your comment, at most 5,000 characters
comment_key = Give a key of chance of 32 to 100 characters, such as a UUID: keys of comments are shared by everybody
comment_too_many =
    Too many comments came from your network, and this one was not sent. What you wrote is kept: send it again in { $seconds } { $seconds ->
        [one] second
       *[other] seconds
    }.
comment_until = Comments are taken until { $day }, that day included.
comment_until_notice = The public notice runs until { $day }, that day included; comments are taken until then.
comment_reads = What you comment on
comment_reads_page = What was proposed, and how it went on
comment_reads_tree = The tree of the standard system
comment_closed = It is not open for comments now
comment_back = Back to the project
system = The system
system_none = The system has not been drawn yet
node_class = class { $class }
leaf_classless =
    { $leaves } { $leaves ->
        [one] leaf
       *[other] leaves
    } without a class of GB/T 4754: which one it would be, nobody can tell
missing_title = How what is missing comes about
missing_how = How to fill it
missing_calls = These calls take proposals now:
missing_no_call = No call that such a standard would answer is open now, so nobody can propose it yet. New calls appear here:
leaf_unknown = { $number } (no such standard on file)
leaf_count = { $there } there, { $planned } planned, { $missing } missing
open_case = Open the case
since = since { $day }
roles_missing = These participants are not on file as drafters of the edition, so that the duties of clause 4 are not counted:
desk = Standards projects

### Words of what keeps an act from being offered on a desk.

refused = “{ $what }” would be refused now: { $why }
silent =
    Panel { $panel } was to meet on { $day }: { $members } { $members ->
        [one] member
       *[other] members
    } did not vote
silent_close = Remind them (they vote until the meeting is recorded), or record the meeting with the votes there are: who has not voted is not in favour
silent_replace = Remind them, or set the panel aside and appoint another one with another day: the day of a panel is not moved
paper_owed = { $paper } (entry { $entry }): not issued to the parties yet
paper_first = { $paper } (entry { $entry }): issue it in Chinese for the parties first, then enter its service
papers = Certificates and letters of acceptance not issued
papers_otherwise = If nobody issues them, the maker holds no certificate
penalties = Penalties to classify
penalty = Penalty { $number }, { $authority }
penalty_open = not classified
penalty_blocks = Cannot be told because of it: { $blocked }
penalty_otherwise = if nobody says what it is for, the conditions of marks and declarations that rest on it stay open, and no mark is granted on them
latest_first = the latest grant first
kind = Kind of work
all_parts =
    All kinds, { $rows } { $rows ->
        [one] row
       *[other] rows
    } of each at most
none_after = Nothing of this kind comes after that; go back to the first page
none_of_it = Nothing of this kind waits now
whole_desk = Back to the whole desk
part_alone = See all of this kind
file_hint = The kinds and the order of this page, { $most } of each kind at most; what the page shows of each, and no person.
file_cut =
    Cut here: a file has { $rows } { $rows ->
        [one] row
       *[other] rows
    } of a kind at most; the page shows the rest
file_left = Not all is listed: there may be more that was not looked at, nor is it on the pages of the desk; look at { $where }
issue_paper = Issue: { $paper }
called = Interview called for { $day } at { $time }, place: { $place }
called_paper = Its notice (entry { $entry }) was issued to the maker on { $day }
called_paper_waits = Its notice (entry { $entry }) waits to be issued by the { $office }: until then the maker has no paper of it
called_opens = The interview can be recorded from { $day } on
called_here = Come at that time; there is nothing to enter here
called_again = The maker is called for { $day } at { $time } already ({ $place }): this call takes the place of that one, and the new notice says so
called_again_untold = A call for { $day } at { $time } ({ $place }) is on record, and its notice is not issued: this call takes the place of that one, whose notice is then issued no more
call_again = Call the maker anew (takes the place of the call for { $day })
answer_over = The last day to answer the notice and to ask for a hearing was { $last } (clause 11): neither can be done any more
called_over = The interview is called for { $day } at { $time }, and that is over already: nobody can come any more

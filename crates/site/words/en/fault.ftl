### Words for what goes wrong.

not_found = There is no such page
not_found_text = The address may be mistyped, or nothing was ever there.
not_on_file = Not on file
not_on_file_text = The register has nothing under this number.
method = This address does not accept that
method_text = Use the links and buttons of the pages.
fault = Something is wrong on our side
fault_text = Nothing was written. Try again later; if it goes on, tell the administrator the number below.
fault_number = Number: { $number }
forbidden = You may not see or do this
forbidden_text = This case is outside the reach of your present office.
foreign = The request came from elsewhere and was not done
foreign_text = To prevent misuse, only forms of this platform are accepted. Open the page again and send it from there; if it was open for long, go back in the browser first and copy what you entered.
kept_for_another = This form was filled in by somebody else
kept_for_another_text = It was opened while somebody else was signed in, whose session is over. What was entered is kept for them, under “Forms you began” on their desk once they sign in; nobody else sees it. Nothing was done.
other_office = This form was filled in for another of your offices
other_office_text = You have changed to another office meanwhile. What you entered is kept: change back and go on. Nothing was done in the present office.
see_other = See another page
no_token = A valid token is missing
no_token_text = Send a token as “Authorization: Bearer …”. It may be unknown, withdrawn or past its day: make a new one under Account.
token_reach_text = The token has not the scope “act”, or not for the office that is named: use one of scope “act” made in that office.
token_office_text = The token is bound to no office that its person holds today, or it may not read: make one of scope “read” or “act” in that office.
sign_in_first = Sign in first
sign_in_first_text = Your session may have timed out.
too_many = Too many requests
too_many_text =
    Try again in { $seconds } { $seconds ->
        [one] second
       *[other] seconds
    }.
too_large = What was sent is too large
too_large_text = Shorten it and try again.
too_large_limit = At most { $most } { $unit } is taken here at once, and nothing was written. Send less, or in parts.
media_type = What was sent is of another kind than is taken
media_type_text = This address takes { $kinds }, as “Content-Type” says.
too_slow = It took too long
too_slow_text = It was not finished. Try again later: sending it twice is one act.
in_the_making = It is being made
in_the_making_text = There is much of it, and it takes a while. Try again then.
sent_too_slowly = It was sent too slowly
sent_too_slowly_text = It did not arrive whole, and nothing was done. Send it again on a better line.
unreadable = What was sent cannot be read
at_place = line { $line }, column { $column }
conflict = It collides with what was done before
not_found_data = The address may be mistyped; all addresses are in /api/openapi.json.
method_data = The header Allow names the methods that it takes.
no_maker = No enterprise with the code { $code } is on file.
no_maker_check = No enterprise with the code { $code } is on file; its check character does not fit, so most likely a character was mistyped.
no_standard = No standard { $number } is on file.
no_entry = The ledger has no entry { $number }: it holds { $entries }, counted from 0.
bad = The request cannot be understood
bad_text = The address or the content is not well formed.
home = Back to the first page
back = Back to the form
lost = What you entered could not be kept
lost_text = The session in which you filled in this form is over, and there is no room to keep it beside what is kept already. It stands below: copy it, sign in, and enter it anew. Nothing was done.

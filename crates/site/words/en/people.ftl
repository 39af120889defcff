### Words of offices, their powers and the people who hold them.

title = Offices and people
lead = Who holds which office from when to when, and accounts, sessions and API tokens. Personal data: shown to the administrator only.
filter = Name, login, person's number or code of an office
told =
    { $people } { $people ->
        [one] person
       *[other] people
    }
filter_kind = Kind of office
by_number = Person’s number
filter_now = Holding
save = Download the offices
save_hint = Identifiers, offices and days; names and logins are on this page alone and in no file.
nobody = Nobody matches
no_account = (no account)
disabled = Account disabled
to_choose = Password to be chosen by its holder
new_title = New account
new_lead = Name and login are personal data and never enter the ledger. Offices are given by an act of their own, which names the person by number only.
new_for = For a person who is on file as the holder of an office
new_name = Name
name_missing = Give the name.
login_hint = Letters, digits, dots, underscores and hyphens.
login_taken = The login is taken, or the person has an account already.
new_make = Make the account
given_title = A password for once
given_lead = Shown this once: hand it over in person or by another way that is safe. At the first sign-in its holder has to choose another, and it is good for nothing more.
give_password = Give a new password
disable = Disable the account
disable_title = Before the account is disabled
disable_lead = Nothing is done yet. Once it is disabled, its holder can neither sign in nor use the API.
disable_follows = What follows
disable_sessions =
    { $sessions } { $sessions ->
        [one] session ends
       *[other] sessions end
    } at once; what is being typed and was not kept is lost.
disable_tokens =
    { $tokens } API { $tokens ->
        [one] token is
       *[other] tokens are
    } withdrawn at once, and programs that use { $tokens ->
        [one] it
       *[other] them
    } stop working.
disable_offices =
    { $offices } { $offices ->
        [one] office held now does
       *[other] offices held now do
    } not end with it: ending one, and giving it to somebody else, are acts of their own.
disable_drafts =
    What was filed stays as it is; drafts that were not sent are forgotten after { $days } { $days ->
        [one] day
       *[other] days
    }.
disable_again = It can be opened again with a password for once; sessions and tokens do not come back.
disable_not = Do not disable it
enable = Open the account again
no_office = Never held an office.
in_office = In office
since = Since { $day }
until = From { $from } until { $until } (the first day not in office)
set_aside = Entry of { $day } set aside
appoint = Appoint
end_office = End
end_sessions = End all sessions
end_tokens = Withdraw all tokens
no_sessions = No sessions
no_tokens = No tokens
powers_title = Powers
powers_lead = Which office may do what, over whom, by which clause. The program decides by this very table: what is not in it nobody can do.
powers_note = Whoever acts must hold the office on the day of entry. What a party itself files, objects, states, asks for or gives up counts from the day it is received.
power_office = Office
experts_title = Register of experts
experts_lead = Experts by their numbers, with where each works. Who they are by name stands in no record.
expert_on = On the register
expert_off = Not on the register
expert_barred = Barred from every review
experts_closed = The register of experts is open to the federation, which appoints panels, and to the province’s bureau, which supervises them: others would learn whom to approach before anybody is appointed. Experts find their own projects on their desk.

### Words of signing in.

sign_in_title = Sign in
sign_in_lead = For officers of the federation, bureaus, bodies and makers. Verifying and searching need no account.
kept_here = The session in which you filled in this form is over. What you entered was kept and is shown here; nothing has been done yet.
kept = Your session is over. What you entered is kept: sign in with the same account and go on.
login = Login
password = Password
wrong = The login or the password is not right.
wait =
    Too many attempts: try again in { $seconds } { $seconds ->
        [one] second
       *[other] seconds
    }.
insecure = This session is not encrypted: fit for a demonstration on one machine only.
offices_title = Choose the office you act in
offices_lead = You hold several offices and act in one at a time.
no_office = This account holds no office now and cannot act.
office_named = { $office } { $organisation } ({ $code })
take_office = Act in this office
password_title = Choose a new password
password_lead = All your other sessions end with the change.
password_given = You signed in with a password for once. Choose one that only you know, and go on.
password_current = Present password
password_new = New password
password_again = The new password once more
password_hint =
    At least { $least } { $least ->
        [one] character
       *[other] characters
    }. A few words that have nothing to do with each other are easier to remember, and safer, than something short and complicated.
password_missing = Give the present password.
password_wrong = The present password is not right.
password_differs = The new password was not typed the same twice.
password_same = The new password is the present one.
password_changed = The password was changed, and all other sessions have ended.
account_title = Account
sessions = Sessions
sessions_lead = A session ends after thirty minutes unused, or twelve hours in all.
this_session = This session
started = Started
last_used = Last used
never = Never
end_session = End it
end_others = End all others
tokens = API tokens
tokens_lead = For programs that call the API. Shown once; the platform keeps only its digest.
tokens_none = No tokens.
token_name = Name
token_scope = Scope
token_read = Read what the present office is told
token_act = Read, and act in the present office
token_metrics = Read the metrics
token_days = Days it is valid
token_make = Make a token
token_made = New token (keep it now, it is not shown again)
token_ends = Valid until
token_expired = Expired
token_end = Withdraw

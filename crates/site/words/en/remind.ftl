### Reminders by e-mail: the page where a person chooses them, and the letters.

title = Reminders by e-mail
lead = When something new waits for you, or a last day comes near or has just passed, the platform reminds you by e-mail, at most once a day. You give the address of your own accord and it serves for this alone: it is in no ledger, log, export or public data, and administrators do not see it. It is deleted when you stop or your account is disabled.
not_service = A reminder is no service of a paper; whether it arrives changes no period.
unset = Whoever runs this platform has not set reminders by e-mail up. What waits for you, and by when, is told on your desk.
demo = Demonstration: letters are only written into the folder outbox/new of the data folder, and are not sent. Give an address that ends with @example.com, and look for the letter there.
address = E-mail address
address_hint = One address, such as chen@example.com; of a domain in other letters, its form with xn--
language = Language of the letters
ask = Send a code
change = Change the address or the language
ask_other = Use another address
ask_lead = A new address gets a letter with a code first; reminders begin once you have typed the code back.
save_other = Save
asked = A letter with a code is on its way to { $address }. Type the code until { $until } (Beijing time).
code = Code
code_hint = The eight figures of the letter
code_empty = Type the eight figures of the letter.
confirm = Confirm
confirmed = Reminders go to { $address }, in { $language }.
told_last = The last reminder was sent on { $day }.
told_none = No reminder was sent yet; from the day after the confirmation on you get one when something waits.
told_confirmed = The address is confirmed.
told_saved = Saved.
told_stopped = Reminders are stopped, and the address is deleted.
stop = Stop reminders and delete the address
address_wrong =
    Give one e-mail address, such as chen@example.com: no name, spaces, commas, quotation marks or letters beyond ASCII, at most { $most } { $most ->
        [one] character
       *[other] characters
    }.
language_wrong = Choose the language of the letters.
code_wrong =
    That is not the code; you can type it { $left } more { $left ->
        [one] time
       *[other] times
    }.
code_spent = The code was typed wrongly too often and serves no longer: have another one sent.
code_none = No code is waited for: it was used, is over, or another one took its place. Have another one sent.
too_many =
    In one day { $most } { $most ->
        [one] letter
       *[other] letters
    } with a code went out; try again a day later.
not_put = Letters cannot be sent at the moment, and the address was not kept. Try again later, or tell whoever runs the platform.
asked_subject = Zhejiang Made platform: confirm the address for reminders
asked_text = Somebody who is signed in to the platform of the Zhejiang Made mark gave this address, to be reminded of what waits.
asked_code = Code: { $code }
asked_where = If that was you, sign in and type the code on this page, until { $until } (Beijing time):
asked_not_you = If it was not you, do nothing: without the code the platform writes no more to this address.
subject =
    Zhejiang Made platform: { $count } { $count ->
        [one] item waits
       *[other] items wait
    }, the earliest last day is { $day }
subject_over =
    Zhejiang Made platform: { $count } { $count ->
        [one] item waits
       *[other] items wait
    }, { $over } past the last day; the next one is { $day }
subject_all_over =
    Zhejiang Made platform: { $count } { $count ->
        [one] item waits
       *[other] items wait
    }, { $over } past the last day
subject_undated =
    Zhejiang Made platform: { $count } { $count ->
        [one] item waits
       *[other] items wait
    }
waits =
    On { $day }, { $count } { $count ->
        [one] item waits
       *[other] items wait
    } for you on the platform of the Zhejiang Made mark.
waits_more = There is so much that not all was counted; your desk tells the rest.
earliest =
    The earliest last day is { $day }, in { $days } { $days ->
        [one] day
       *[other] days
    }.
earliest_today = The earliest last day is today, { $day }.
earliest_over =
    The earliest last day was { $day }, over for { $days } { $days ->
        [one] day
       *[other] days
    }.
next = The next one is { $day }.
undated = No last day is set for any of it.
part = { $part }: { $count }, the earliest last day is { $day }
part_undated = { $part }: { $count }, no last day is set
desk = Sign in and act at your desk:
reminder_only = This is a reminder and not service of any paper; periods and contents are as your desk and the papers issued say.
stop_here = To stop reminders or change the address, sign in and open:

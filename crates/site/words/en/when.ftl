### Words of a page that is seen by another day than today.

as_of = This is how things stood on { $day }, by all that is known now. It is not today's.
as_known = This is how things stood on { $day }, by what had been entered by { $known_on }. It is not today's.
ahead = This is how things will stand on { $day } by what is on file now, if nothing else happens.
back = Back to today
form = See it at another day
none_then = Nothing was on file then, or nobody knew of it yet.
not_of_a_day = This answers for today only, not for another day: { $what }
not_granted_title = There was no such authorisation on that day
not_granted = This code has an authorisation now, but on the day chosen it had not been granted, or nobody had entered it yet.

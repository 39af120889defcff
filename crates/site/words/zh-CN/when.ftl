### Words of a page that is seen by another day than today.

as_of = 以下是{ $day }当日的情况（按目前已知的全部内容），不是今天的。
# $day, $known_on
as_known = 以下是{ $day }当日的情况，并且只算{ $known_on }以前（含当日）已录入的内容，不是今天的。
ahead = 以下是按目前在案内容推算的{ $day }的情况：其间如无其他变化。
back = 回到今天
form = 看另一天的情况
none_then = 那一天还没有登记，或者当时尚不知道。
not_of_a_day = 这里只能查今天的内容，不能查过去某一天的：{ $what }
not_granted_title = 那一天还没有这项授权
not_granted = 这个码现在有授权，但在所选的日子还没有作出，或者当时尚未录入。

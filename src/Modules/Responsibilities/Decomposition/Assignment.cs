using System.Text.RegularExpressions;

namespace Qinglian.Responsibilities.Decomposition;

/// <summary>A bracket behind an item that gives it away: （责任单位：甲局；完成时限：6月底前）.</summary>
/// <param name="Party">The name of who is to act, which may be several; null where only the time is given.</param>
/// <param name="Due">The time limit; null where only the party is given.</param>
internal sealed partial record Assignment(Span? Party, Span? Due)
{
    /// <summary>The bracket with both its marks; null where a table gives the item away.</summary>
    public Span? Bracket { get; init; }

    [GeneratedRegex("(?<=[（；，。、]|^)(责任|牵头|主办|承办|实施|落实|主责|承担)(单位|部门|科室|处室|股室|领导|人员?|主体)?(及责任人)?：(?<party>[^；。）：]+?)(?=[；。）]|[，、][^，、：；]{2,6}：)")]
    private static partial Regex Bearer();

    [GeneratedRegex("(?<=[（；，。、]|^)(完成|整改|办结|报送|落实)?(时限|时间|期限|截止时间|截止日期)(要求)?：(?<due>[^；。）：]+)")]
    private static partial Regex Limit();

    /// <summary>The bracket as a giving away; null where it is something else.</summary>
    /// <param name="at">The bracket with both its marks, in the reading text.</param>
    public static Assignment? Of(string text, Span at)
    {
        var inner = at.Of(text);
        var party = At(Bearer().Match(inner).Groups["party"], at.Start);
        var due = At(Limit().Match(inner).Groups["due"], at.Start);
        return party is null && due is null ? null : new(party, due) { Bracket = at };
    }

    private static Span? At(Group found, int from)
    {
        if (!found.Success)
            return null;
        var words = found.Value.TrimEnd('，', '、');
        return new(from + found.Index, from + found.Index + words.Length);
    }
}

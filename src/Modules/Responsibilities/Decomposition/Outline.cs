using System.Text.RegularExpressions;
using Qinglian.Responsibilities.Decomposition.Lexicon;

namespace Qinglian.Responsibilities.Decomposition;

/// <summary>Tells title, greeting, headings, a look back, closing words and what resellers added from the body of the document.</summary>
internal sealed partial class Outline
{
    private const int LongestTitle = 60;
    private const int LongestHeading = 60;
    private const int LongestImprint = 300;
    private const int LinesBeforeTitle = 40;

    [GeneratedRegex("上的?(讲话|发言|报告|致辞|讲稿|表态|主持词|总结|点评|党课)|(讲话稿?|发言稿?|党课(讲稿)?|(关于|印发).*的?(通知|意见|方案|办法|规定|决定|要点|通报|报告|函)|(工作要点|实施方案|工作方案|实施意见|行动方案|工作计划))(（.*）)?$")]
    private static partial Regex TitleForm();

    [GeneratedRegex("^(尊敬的)?.{0,24}(同志们|同志|同事们?|各位.{0,12}|代表们|朋友们|战友们|委员们?|领导)$")]
    private static partial Regex GreetingForm();

    [GeneratedRegex("^(（.{0,30}）|[0-9×*〇零一二三四五六七八九十]{2,4}年.{1,3}月(.{1,3}日)?|.{1,12}〔.{2,6}〕.{1,6}号|(署名|发布|印发|来源|作者).{0,30})$")]
    private static partial Regex DateForm();

    private readonly IReadOnlyList<Line> _lines;
    private readonly string _text;

    private Outline(string text, IReadOnlyList<Line> lines) => (_text, _lines) = (text, lines);

    public string? Title { get; private set; }

    /// <summary>Whom a notice is addressed to, with its place in the reading text.</summary>
    public Span? Addressees { get; private set; }

    public static Outline Of(string text, IReadOnlyList<Line> lines)
    {
        var outline = new Outline(text, lines);
        outline.FindHead();
        outline.FindRest();
        outline.FindClosing();
        return outline;
    }

    private string Words(Line line) => line.At.Of(_text);

    private void FindHead()
    {
        var title = -1;
        var greeting = -1;
        for (var i = 0; i < Math.Min(_lines.Count, LinesBeforeTitle) && greeting < 0; i++)
        {
            var words = Words(_lines[i]);
            if (title < 0 && IsTitle(words))
                title = i;
            else if (IsGreeting(words) || title >= 0 && i <= title + 4 && IsAddress(words))
                greeting = i;
            else if (words.Length > 120 && !SoldCopy(words))
                break;
        }

        var head = title >= 0 ? title : greeting;
        if (head > 0 && !BodyBefore(head))
        {
            var sold = _lines.Take(head).Any(l => SoldCopy(Words(l)));
            foreach (var line in _lines.Take(head))
                line.Role = sold ? LineRole.Advertising : LineRole.Title;
        }

        if (title >= 0)
        {
            _lines[title].Role = LineRole.Title;
            Title = Words(_lines[title]);
        }

        if (greeting >= 0)
        {
            _lines[greeting].Role = LineRole.Greeting;
            if (!GreetingForm().IsMatch(Words(_lines[greeting]).TrimEnd('：', '，', '！')))
                Addressees = _lines[greeting].At;
        }

        for (var i = title + 1; title >= 0 && i < greeting; i++)
            if (Words(_lines[i]).Length <= LongestTitle)
                _lines[i].Role = LineRole.Title;
    }

    private bool BodyBefore(int head) => _lines.Take(head).Any(l => !SoldCopy(Words(l)) && (Words(l).Length > 120 || Words(l).EndsWith('。') && Words(l).Length > 40));

    private static bool IsTitle(string words) =>
        words.Length is > 3 and <= LongestTitle && !"。；，：！？".Contains(words[^1]) && !words.Contains('，') && TitleForm().IsMatch(words) && Numbering.LineLength(words) == 0;

    private static bool IsGreeting(string words) =>
        words.Length <= 40 && words[^1] is '：' or '，' or '！' && GreetingForm().IsMatch(words.TrimEnd('：', '，', '！'));

    private static bool IsAddress(string words) => words.Length <= 120 && words[^1] == '：' && !words.Contains('。') && Parties.IsName(words, Math.Max(0, words.Length - 9), words.Length - 1);

    private static bool SoldCopy(string words)
    {
        var hits = 0;
        for (var at = 0; at < words.Length; at++)
            if (FunctionWords.Advertising.At(words, at) is > 0 and var length)
                (hits, at) = (hits + 1, at + length - 1);
        return hits >= 2 || hits == 1 && words.Length <= 16;
    }

    private void FindRest()
    {
        var review = false;
        foreach (var line in _lines)
        {
            if (line.Role != LineRole.Body)
                continue;
            var words = Words(line);
            if (words.Length <= LongestImprint && SoldCopy(words) && !words.Contains('。'))
                line.Role = LineRole.Advertising;
            else if (DateForm().IsMatch(words))
                line.Role = LineRole.Title;
            else if (IsGreeting(words))
                line.Role = LineRole.Greeting;
            else if (IsHeading(words))
            {
                line.Role = LineRole.Heading;
                review = (LooksBack().IsMatch(words) || FindsFault().IsMatch(words) && !Attacks(words, Numbering.LineLength(words))) || review && Numbering.LineLength(words) > 0 && words[0] is not ('一' or '二' or '三' or '四' or '五' or '六' or '七' or '八');
            }
            else
            {
                line.Review = review || OpensWithPast(line);
            }
        }
    }

    /// <summary>整治群众身边的突出问题: a heading that acts on the problems is about work to be done.</summary>
    private static bool Attacks(string words, int from)
    {
        for (var at = from; at < words.Length; at++)
            if (Verbs.At(words, at) is { Length: > 1, Class: VerbClass.Correct or VerbClass.Inspect or VerbClass.Strengthen or VerbClass.Prevent or VerbClass.Push or VerbClass.Launch })
                return true;
        return FunctionWords.Prepositions.At(words, from) > 1;
    }

    [GeneratedRegex("回顾|工作总结|工作情况|取得|肯定成绩|主要成[效绩]|工作成效|主要做法|开展情况|进展情况|总体情况|基本情况|落实情况|((过去|上)一?年|去年|今年以来|上半年|前三季度|一季度|前[一二三四五六七八九十0-9]+个月|一年来|五年来)[^，]{0,8}(工作|情况)(?!的?(打算|安排|计划|要点|意见|思路))")]
    private static partial Regex LooksBack();

    [GeneratedRegex("(不足|短板|困难|差距|主要问题|突出问题|的问题|问题和不足|问题与不足|薄弱环节|问题剖析|原因分析)$")]
    private static partial Regex FindsFault();

    private bool OpensWithPast(Line line)
    {
        var first = line.Sentences[0].At;
        var until = Math.Min(first.End, first.Start + 14);
        for (var at = first.Start; at < until; at++)
            if (FunctionWords.Past.At(_text, at) is > 0 and var past && FunctionWords.TellsPast(_text, at, at + past))
                return true;
        return false;
    }

    /// <summary>A line of its own without a full stop: numbered, or short. A line that names a party with a demand is none.</summary>
    private static bool IsHeading(string words)
    {
        var number = Numbering.LineLength(words);
        if ("。；！？：，、".Contains(words[^1]) || words.Length - number > LongestHeading || words.Contains('。'))
            return false;
        var from = number;
        var demanded = FunctionWords.Modals.FirstIn(words, from) is { } modal && modal.Start > from && Parties.IsName(words, from, modal.Start);
        if (demanded || TimeWords.CalendarCycle().IsMatch(words) && words.Contains('，'))
            return false;
        return number > 0 || words.Length <= 30 && words.Length > 1 && !words.Contains('，');
    }

    private void FindClosing()
    {
        for (var i = _lines.Count - 1; i >= 0 && i >= _lines.Count - 6; i--)
        {
            var line = _lines[i];
            if (line.Role != LineRole.Body)
                continue;
            var words = Words(line);
            var appeal = words.StartsWith("同志们，", StringComparison.Ordinal) || words.StartsWith("各位", StringComparison.Ordinal) || words.StartsWith("谢谢", StringComparison.Ordinal)
                || words.Contains("让我们", StringComparison.Ordinal) || words.Contains("我们相信", StringComparison.Ordinal) || words.Contains("我们坚信", StringComparison.Ordinal)
                || words.StartsWith("我的讲话", StringComparison.Ordinal);
            if (appeal)
                line.Role = LineRole.Closing;
            else
            {
                // The last paragraph of a speech that speaks as "we" and carries no number.
                if (i > 0 && line == _lines.Last(l => l.Role is LineRole.Body or LineRole.Closing) && Numbering.LineLength(words) == 0 && words.Contains("我们要", StringComparison.Ordinal) && _lines.Count(l => l.Role == LineRole.Body) > 3)
                    line.Role = LineRole.Closing;
                break;
            }
        }
    }

    /// <summary>Who has to act where no sentence says so: the addressees of a notice, or the audience a title names.</summary>
    public (string Name, Span? At)? Implied()
    {
        if (Addressees is { } to)
            return (to.Of(_text).TrimEnd('：'), new(to.Start, to.End - 1));
        return Title is not null && Audience().Match(Title) is { Success: true } audience ? NameOf(audience) : null;
    }

    [GeneratedRegex("全?(?<region>省|市|县|区|州|镇|乡|街道|局|集团|公司)?(?<field>纪检监察|纪委)|全?(?<region>省|市|县|区|州|镇|乡|街道|局|院|校)(?<field>政法|统战|教育|卫生健康|公安|财政|审计|农业农村)(?=系统|工作)|全(?<region>省|市|县|区|州|镇|乡|街道|局|院|校|行|厅|委|系统)|(?<region>集团公司|集团|公司)")]
    private static partial Regex Audience();

    private static (string, Span?)? NameOf(Match audience)
    {
        var region = audience.Groups["region"].Value;
        var field = audience.Groups["field"].Value;
        return field switch
        {
            "纪检监察" or "纪委" => (region is "镇" or "乡" or "街道" ? region + "纪委" : region + "纪委监委", null),
            "" => region switch
            {
                "" => null,
                "系统" => ("全系统各单位", null),
                "集团公司" or "集团" or "公司" => (region, null),
                _ => ($"全{region}各级各部门", null),
            },
            _ => ($"{region}{field}部门", null),
        };
    }
}

using System.Text.RegularExpressions;

namespace Qinglian.Responsibilities.Decomposition;

/// <summary>
/// The columns of a table of tasks, read from its head (序号、工作任务、责任单位、完成时限). In a text its cells are parted by tabs.
/// A table whose head names no task, or neither party nor time, is ordinary text.
/// </summary>
internal sealed partial record TaskTable(int Columns, IReadOnlyList<int> Tasks, int Party, int Due)
{
    [GeneratedRegex("(任务|措施|事项|内容|要求|举措|职责|工作|项目)$")]
    private static partial Regex TaskHead();

    [GeneratedRegex("^(问题|存在问题|.*(类别|情况|目标|成效|阶段|备注|名称|编号|序号|时间|时限|单位|部门))$")]
    private static partial Regex OtherHead();

    [GeneratedRegex("^(牵头|主办|主责|责任|承办|实施|落实)(单位|部门|科室|股室|处室|主体|人员|领导|人|者)?(及责任人)?$")]
    private static partial Regex PartyHead();

    [GeneratedRegex("^(完成|办结|整改|报送|落实)?(时限|时间|期限|日期|时间节点|时限要求|时间要求|完成时限)$")]
    private static partial Regex DueHead();

    /// <summary>The table a line opens as its head; null where it opens none.</summary>
    public static TaskTable? OpenedBy(ReadOnlySpan<char> line)
    {
        var cells = line.ToString().Split('\t').Select(c => string.Concat(c.Where(x => !char.IsWhiteSpace(x)))).ToList();
        if (cells.Count < 2)
            return null;
        var tasks = Enumerable.Range(0, cells.Count).Where(i => cells[i].Length <= 10 && TaskHead().IsMatch(cells[i]) && !OtherHead().IsMatch(cells[i])).ToList();
        var party = Enumerable.Range(0, cells.Count).Where(i => PartyHead().IsMatch(cells[i])).OrderBy(i => Rank(cells[i])).FirstOrDefault(-1);
        var due = cells.FindIndex(c => DueHead().IsMatch(c));
        return tasks.Count > 0 && (party >= 0 || due >= 0) ? new(cells.Count, tasks, party, due) : null;
    }

    /// <summary>Who leads goes before who is responsible, a body before a person.</summary>
    private static int Rank(string head) => (head.StartsWith('牵') || head.StartsWith('主') ? 0 : 2) + (head.EndsWith('人') || head.EndsWith("领导", StringComparison.Ordinal) ? 1 : 0);

    /// <summary>The lines of <paramref name="text"/> that belong to tables of tasks, heads included.</summary>
    public static IReadOnlyList<Span> Find(string text)
    {
        if (!text.Contains('\t'))
            return [];
        var rows = new List<Span>();
        TaskTable? open = null;
        for (var start = 0; start < text.Length;)
        {
            var end = text.AsSpan(start).IndexOfAny('\n', '\r') is >= 0 and var stop ? start + stop : text.Length;
            var line = text.AsSpan(start, end - start);
            if (line.Length > 0)
            {
                open = OpenedBy(line) ?? (open is not null && line.Count('\t') + 1 == open.Columns ? open : null);
                if (open is not null)
                    rows.Add(new(start, end));
            }

            start = end + 1;
        }

        return rows;
    }

    /// <summary>The cells of a line, in order; empty ones too, so that columns keep their places.</summary>
    public static IReadOnlyList<Span> Cells(string text, Span line)
    {
        var cells = new List<Span>();
        var start = line.Start;
        for (var at = line.Start; at <= line.End; at++)
            if (at == line.End || text[at] == '\t')
            {
                cells.Add(new(start, at));
                start = at + 1;
            }

        return cells;
    }
}

using Qinglian.Responsibilities.Decomposition.Lexicon;

namespace Qinglian.Responsibilities.Decomposition;

/// <summary>Cuts the reading text into lines, sentences, parts and clauses. A quotation never reaches beyond its line.</summary>
internal static class Segmenter
{
    // A longer quotation, or one with a full stop or semicolon in it, is a provision quoted at length: its clauses are read too.
    private const int LongestTerm = 60;

    // What runs on for longer is no sentence; cutting it keeps the reading time in step with the length.
    private const int LongestSentence = 2000;

    private const string Stops = "。！？!?…";
    private const string Edges = "，、；：。！？…—－-·“”\"'〈〉《》（）()[]【】|~～#";

    public static IReadOnlyList<Line> Lines(string normal)
    {
        var lines = new List<Line>();
        TaskTable? table = null;
        for (var start = 0; start < normal.Length;)
        {
            var end = normal.IndexOf('\n', start);
            if (end < 0)
                end = normal.Length;
            if (end == start)
            {
                start++;
                continue;
            }

            var at = new Span(start, end);
            var row = normal.AsSpan(start, end - start).Contains('\t');
            var head = row ? TaskTable.OpenedBy(at.Of(normal)) : null;
            if ((row && (head ?? table) is { } columns ? ReadRow(normal, at, columns, head is not null) : ReadLine(normal, at)) is { Sentences.Count: > 0 } line)
                lines.Add(line);
            table = row ? head ?? table : null;
            start = end + 1;
        }

        return lines;
    }

    /// <summary>A row of a table of tasks: the task is given away by the cells of party and time; all other cells stand aside.</summary>
    private static Line ReadRow(string text, Span row, TaskTable table, bool head)
    {
        var cells = TaskTable.Cells(text, row);
        var brackets = new List<Span>();
        var given = new Assignment(Cell(table.Party), Cell(table.Due));
        var sentences = new List<Sentence>();
        for (var i = 0; i < cells.Count; i++)
        {
            if (cells[i].Length == 0)
                continue;
            var task = !head && table.Tasks.Contains(i);
            var cell = ReadLine(text, cells[i]);
            brackets.AddRange(cell.Brackets);
            foreach (var sentence in cell.Sentences)
                sentences.Add(sentence with { Parts = [.. sentence.Parts.Select(p => (IReadOnlyList<Clause>)[.. p.Select((c, n) => !task ? c with { Aside = true } : n == p.Count - 1 && c.Assigned is null ? c with { Assigned = given } : c)])] });
        }

        return new(row, sentences) { Role = head ? LineRole.Heading : LineRole.Row, Brackets = brackets };

        Span? Cell(int column) => column >= 0 && column < cells.Count && cells[column].Length > 0 ? cells[column] : null;
    }

    private static Line ReadLine(string text, Span line)
    {
        var shield = Shield(text, line);
        var sentences = new List<Sentence>();
        var parts = new List<IReadOnlyList<Clause>>();
        var clauses = new List<Clause>();
        var sentenceStart = line.Start;
        var clauseStart = line.Start;
        var brackets = new List<Span>();

        for (var at = line.Start; at < line.End; at++)
        {
            var c = text[at];
            var cut = shield[at - line.Start];
            if (cut == Cover.Inside)
                continue;
            if (cut == Cover.Edge || c is '，' or '；' or '：' || Stops.Contains(c) || c == '—')
                EndClause(at);
            if (c == '；')
                EndPart();
            if (Stops.Contains(c) || c == '，' && at - sentenceStart > LongestSentence)
                EndSentence(at + 1, c);
        }

        EndClause(line.End);
        EndSentence(line.End, '\n');
        return new(line, sentences) { Brackets = brackets };

        void EndClause(int end)
        {
            var whole = Trim(text, clauseStart, end, shield, line.Start);
            var opening = LeadingBracket(text, whole);
            if (opening is not null && clauses.Count == 0 && parts.Count == 0 && sentences.Count > 0)
            {
                // ……台账。（责任单位：甲局）定期……: it gives away what stands before it.
                brackets.Add(opening.Bracket!.Value);
                AssignLast(opening);
                whole = Trim(text, opening.Bracket.Value.End, end, shield, line.Start);
            }

            var assigned = TakeBracket(text, whole, out var at);
            if (assigned is not null && at.Length == 0 && clauses.Count == 0 && sentences.Count == 0)
                (assigned, at) = (null, whole);
            if (assigned is not null)
                brackets.Add(assigned.Bracket!.Value);
            if (at.Length > 0)
                clauses.Add(new(at, at.Of(text), Opened(text, at, shield, line.Start), assigned));
            else if (assigned is not null)
                AssignLast(assigned);
            clauseStart = end + 1;
        }

        // ……台账。（责任单位：甲局）: the bracket behind the full stop belongs to the sentence before it.
        void AssignLast(Assignment assigned)
        {
            if (clauses.Count > 0)
                clauses[^1] = clauses[^1] with { Assigned = assigned };
            else if (sentences.Count > 0 && sentences[^1].Parts is [.., [.., var last] part])
                sentences[^1] = sentences[^1] with { Parts = [.. sentences[^1].Parts.SkipLast(1), [.. part.SkipLast(1), last with { Assigned = assigned }]] };
        }

        void EndPart()
        {
            if (clauses.Count > 0)
                parts.Add(clauses);
            clauses = [];
        }

        void EndSentence(int end, char stop)
        {
            EndPart();
            if (parts.Count > 0)
                sentences.Add(new(new(sentenceStart, end), parts, stop));
            parts = [];
            sentenceStart = end;
        }
    }

    /// <summary>A bracket that gives an item away, at the start of a clause.</summary>
    private static Assignment? LeadingBracket(string text, Span clause) =>
        clause.Length > 6 && text[clause.Start] == '（' && text.IndexOf('）', clause.Start, clause.Length) is > 0 and var close ? Assignment.Of(text, new(clause.Start, close + 1)) : null;

    /// <summary>Takes a bracket that gives the item away off the end of a clause.</summary>
    private static Assignment? TakeBracket(string text, Span clause, out Span rest)
    {
        rest = clause;
        if (clause.Length < 6 || text[clause.End - 1] != '）' || text.LastIndexOf('（', clause.End - 1, clause.Length) is not (>= 0 and var open))
            return null;
        var assigned = Assignment.Of(text, new(open, clause.End));
        if (assigned is not null)
            rest = new(clause.Start, open);
        return assigned;
    }

    private enum Cover : byte
    {
        None,
        Inside,
        Edge,
    }

    /// <summary>Pairs quotes, brackets and title marks within the line; a mark without its partner is an ordinary character.</summary>
    private static Cover[] Shield(string text, Span line)
    {
        var cover = new Cover[line.Length];
        var open = new Stack<int>();
        for (var at = line.Start; at < line.End; at++)
        {
            if (text[at] is '“' or '《' or '（' or '【')
            {
                open.Push(at);
            }
            else if (text[at] is '”' or '》' or '）' or '】' && Partner(text, open, text[at]) is { } from)
            {
                var inner = text.AsSpan(from + 1, at - from - 1);
                var provision = text[at] == '”' && (inner.ContainsAny("。；！？") || inner.Length > LongestTerm) && !FunctionWords.Speaks(text, line.Start, from);
                if (!provision)
                    cover.AsSpan(from - line.Start, at - from + 1).Fill(Cover.Inside);
                else
                    cover[from - line.Start] = cover[at - line.Start] = Cover.Edge;
            }
        }

        return cover;
    }

    private static int? Partner(string text, Stack<int> open, char close)
    {
        var wanted = close switch { '”' => '“', '》' => '《', '）' => '（', _ => '【' };
        if (!open.Any(at => text[at] == wanted))
            return null;
        while (open.TryPop(out var at))
            if (text[at] == wanted)
                return at;
        return null;
    }

    private static Span Trim(string text, int start, int end, Cover[] shield, int origin)
    {
        while (start < end && shield[start - origin] != Cover.Inside && Edges.Contains(text[start]))
            start++;
        while (end > start && shield[end - 1 - origin] != Cover.Inside && Edges.Contains(text[end - 1]))
            end--;
        return new(start, end);
    }

    private static string Opened(string text, Span at, Cover[] shield, int origin) => string.Create(at.Length, (text, at, shield, origin), static (open, s) =>
    {
        for (var i = 0; i < open.Length; i++)
            open[i] = s.shield[s.at.Start + i - s.origin] == Cover.Inside ? Clause.Blank : s.text[s.at.Start + i];
    });
}

using Qinglian.Kernel.Procedures;

namespace Qinglian.Kernel.Registers;

/// <summary>Which column of a file is which column of the register.</summary>
/// <param name="Begins">The place of the first day in a row; below zero where the file has none.</param>
public sealed record Heading(Register Register, IReadOnlyDictionary<RegisterColumn, int> Places, int Begins, int Ends, IReadOnlyList<string> Ignored)
{
    /// <summary>Finds each heading by its words in either language or its name in code; blanks, brackets and stars make no difference.</summary>
    public static (Heading? Heading, IReadOnlyList<Refusal> Problems) Read(Register register, IReadOnlyList<string> headings)
    {
        var places = new Dictionary<RegisterColumn, int>();
        var (begins, ends) = (-1, -1);
        var ignored = new List<string>();
        var problems = new List<Refusal>();
        for (var i = 0; i < headings.Count; i++)
        {
            var heading = Plain(headings[i]);
            if (heading.Length == 0) continue;
            if (register.Columns.FirstOrDefault(c => Is(heading, c.Words, c.Name)) is { } column)
            {
                if (!places.TryAdd(column, i)) problems.Add(new HeadingTwice(column.Words));
            }
            else if (Is(heading, register.Begins, "BeginsOn") && begins < 0) begins = i;
            else if (Is(heading, register.Ends, "EndsOn") && ends < 0) ends = i;
            else ignored.Add(headings[i]);
        }

        problems.AddRange(register.Key.Where(c => c.Required && !places.ContainsKey(c)).Select(c => new HeadingMissing(c.Words)));
        return problems.Count > 0 ? (null, problems) : (new(register, places, begins, ends, ignored), []);
    }

    /// <summary>The values of a line; where the file lacks a column, what <paramref name="before"/> says stays.</summary>
    public (object?[] Values, IReadOnlyList<Refusal> Problems) ReadRow(ImportRow row, Entry? before, References known)
    {
        var values = new object?[Register.Columns.Count];
        var problems = new List<Refusal>();
        for (var i = 0; i < values.Length; i++)
        {
            var column = Register.Columns[i];
            if (Places.TryGetValue(column, out var place))
            {
                var (value, problem) = CellReading.Read(column, Cell(row, place), known);
                values[i] = value;
                if (problem is not null) problems.Add(problem);
            }
            else if (before is not null)
            {
                values[i] = column.Get(before.Row);
            }
            else if (column.Kind == ColumnKind.Switch)
            {
                values[i] = column.Required ? false : null;
            }
            else if (column.Required)
            {
                problems.Add(new MustBeFilledIn(column.Words) { Field = column.Name });
            }
        }

        return (values, problems);
    }

    /// <summary>The key of a line as entries are known by it; null where one of its columns cannot be read.</summary>
    public string? ReadKey(ImportRow row, References known)
    {
        var parts = new List<string>();
        foreach (var column in Register.Key)
        {
            var (value, problem) = Places.TryGetValue(column, out var place) ? CellReading.Read(column, Cell(row, place), known) : (null, null);
            if (problem is not null) return null;
            parts.Add(RegisterColumn.Invariant(column.Store(value)));
        }

        return Registers.Register.KeyOf(parts);
    }

    public (DateOnly? Day, Refusal? Problem) ReadDay(ImportRow row, int place, string field)
    {
        if (place < 0) return (null, null);
        var (day, problem) = CellReading.ReadDay(Cell(row, place));
        return (day, problem is null ? null : Unfit.At(field, problem));
    }

    public bool IsEmpty(ImportRow row) => row.Cells.All(c => CellReading.Clean(c).Length == 0);

    private static object? Cell(ImportRow row, int place) => place < row.Cells.Count ? row.Cells[place] : null;

    private static bool Is(string heading, Words words, string name) =>
        string.Equals(heading, Plain(words.Zh), StringComparison.OrdinalIgnoreCase)
        || string.Equals(heading, Plain(words.En), StringComparison.OrdinalIgnoreCase)
        || string.Equals(heading, name, StringComparison.OrdinalIgnoreCase);

    private static string Plain(string heading) =>
        string.Concat(CellReading.Clean(heading).Where(c => !char.IsWhiteSpace(c) && c is not ('*' or '＊' or '：' or ':'))).Replace('（', '(').Replace('）', ')');
}

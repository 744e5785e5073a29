namespace Qinglian.Documents.Sheets;

/// <summary>What a cell was found to hold before anybody asks what its column wants.</summary>
internal enum RawKind : byte
{
    Empty,
    Text,
    Number,

    /// <summary>A number shown as a date.</summary>
    Date,
    Boolean,

    /// <summary>#REF!, #N/A and their kin.</summary>
    Error,

    /// <summary>A formula that no program has calculated yet.</summary>
    NotCalculated,
}

/// <param name="Text">What a person sees, as far as it can be told without formatting.</param>
/// <param name="Filled">Taken from the top left cell of a merged area.</param>
internal readonly record struct RawCell(RawKind Kind, string Text, double Number = 0, bool Filled = false)
{
    public static readonly RawCell Nothing = new(RawKind.Empty, "");

    public bool IsEmpty => Kind == RawKind.Empty || (Kind == RawKind.Text && string.IsNullOrWhiteSpace(Text));
}

/// <summary>A row with its number as the person sees it.</summary>
/// <param name="Hidden">Hidden by hand or by a filter.</param>
internal sealed record RawRow(int Number, RawCell[] Cells, bool Hidden = false)
{
    public RawCell this[int column] => column >= 0 && column < Cells.Length ? Cells[column] : RawCell.Nothing;
}

/// <summary>An area of merged cells, all four edges included; rows as the person counts them, columns from 0.</summary>
internal readonly record struct Merge(int Top, int Left, int Bottom, int Right);

/// <summary>One sheet as found, with only the rows that hold something.</summary>
internal sealed record RawSheet(string Name, bool Hidden, List<RawRow> Rows)
{
    private HashSet<(int Row, int Column)>? _stacked;

    /// <summary>Whether the cell repeats a value merged over several rows.</summary>
    public bool IsStacked(int row, int column) => _stacked?.Contains((row, column)) == true;

    /// <summary>Gives every cell of a merged area the value of its top left cell.</summary>
    public void Fill(IEnumerable<Merge> merges, int keyColumn, int most)
    {
        var filled = 0;
        foreach (var merge in merges)
        {
            var start = Rows.BinarySearch(new RawRow(merge.Top, []), ByNumber);
            if (start < 0 || Rows[start][merge.Left] is not { IsEmpty: false } source)
            {
                continue;
            }
            for (var i = start; i < Rows.Count && Rows[i].Number <= merge.Bottom; i++)
            {
                var row = Rows[i];
                var right = Math.Min(merge.Right, SheetWidth - 1);
                if (row.Cells.Length <= right)
                {
                    var wider = new RawCell[right + 1];
                    Array.Fill(wider, RawCell.Nothing);
                    row.Cells.CopyTo(wider, 0);
                    Rows[i] = row = row with { Cells = wider };
                }
                for (var column = merge.Left; column <= right; column++)
                {
                    if (column != keyColumn && row.Cells[column].IsEmpty && filled++ < most)
                    {
                        row.Cells[column] = source with { Filled = true };
                    }
                }
                if (i > start)
                {
                    (_stacked ??= []).Add((row.Number, merge.Left));
                }
            }
        }
    }

    private int SheetWidth => _width ??= Rows.Count == 0 ? 0 : Rows.Max(row => row.Cells.Length);
    private int? _width;

    private static readonly Comparer<RawRow> ByNumber = Comparer<RawRow>.Create((a, b) => a.Number.CompareTo(b.Number));
}

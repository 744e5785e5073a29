using System.Globalization;
using System.Text;
using Npgsql;
using Qinglian.Kernel.Ledger;

namespace Qinglian.Data.Ledger.Verification;

/// <summary>A stretch of the ledger as it is stored: its lines, and the nodes that stand over nothing but them.</summary>
/// <param name="Unlike">Lines whose own copy of the leaf hash is not the one in the tree.</param>
internal sealed record LedgerPage(long From, long To, IReadOnlyList<SequencedLine> Lines, IReadOnlyList<TreeNode> Nodes, IReadOnlyList<SequencedLine> Unlike)
{
    public const string LineColumns =
        "l.id, l.at, l.actor, l.kind, l.subject, l.revision, l.procedure, l.action, l.commitment, l.previous, c.salt, c.content";

    // 2000-01-01, from which PostgreSQL counts microseconds.
    private static readonly DateTimeOffset Epoch = new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly Dictionary<string, LineKind> Kinds = Enum.GetValues<LineKind>().ToDictionary(k => k.ToString());

    public static async Task<LedgerPage> ReadAsync(NpgsqlConnection connection, long from, long to, CancellationToken cancel)
    {
        var nodes = await CopyRows.ReadAsync(connection, NodesIn(from, to), 48 * (int)(to - from), cancel);
        var lines = await CopyRows.ReadAsync(
            connection,
            string.Create(CultureInfo.InvariantCulture, $"select f.position, f.hash, f.hash = l.hash, {LineColumns} from ledger_leaf f join ledger_line l on l.id = f.line_id left join ledger_content c on c.line_id = f.line_id where f.position >= {from} and f.position < {to} order by f.position"),
            700 * (int)(to - from), cancel);
        return Read(from, to, lines, nodes);
    }

    /// <summary>Reads the columns of <see cref="LineColumns"/>. What cannot be a line at all becomes one that no hash fits.</summary>
    public static (LedgerLine Line, LedgerContent? Content) ReadLine(ref CopyRows row, ReadOnlyMemory<byte> bytes, Names names)
    {
        var line = new LedgerLine
        {
            Id = row.Long(),
            At = Time(row.Long()),
            Actor = row.Guid(),
            Kind = Kinds.GetValueOrDefault(names.Of(row.Value())),
            Subject = row.Guid(),
            Revision = row.Int(),
            Procedure = names.Of(row.Value()),
            Action = names.Of(row.Value()),
            Commitment = Hash(row.Value()),
            Previous = row.TryValue(out var previous) ? Hash(previous) : null,
        };
        var salted = row.TryRange(out var salt);
        return (line, row.TryRange(out var content) && salted ? new(line.Id, bytes[salt], bytes[content]) : null);
    }

    public static Digest Hash(ReadOnlySpan<byte> stored) => stored.Length == Digest.Length ? new(stored) : default;

    private static LedgerPage Read(long from, long to, ReadOnlyMemory<byte> lines, ReadOnlyMemory<byte> nodes)
    {
        var found = new List<SequencedLine>((int)(to - from));
        var unlike = new List<SequencedLine>();
        var names = new Names();
        var row = new CopyRows(lines);
        while (row.Next())
        {
            var (position, leaf, same) = (row.Long(), Hash(row.Value()), row.Flag());
            var (line, content) = ReadLine(ref row, lines, names);
            found.Add(new(position, line, leaf, content));
            if (!same) unlike.Add(found[^1]);
        }

        var over = new List<TreeNode>((int)(to - from));
        var node = new CopyRows(nodes);
        while (node.Next()) over.Add(new(new(node.Int(), node.Long()), Hash(node.Value())));
        return new(from, to, found, over, unlike);
    }

    private static string NodesIn(long from, long to)
    {
        var levels = new StringBuilder();
        for (var level = 1; (to - from) >> level > 0; level++)
        {
            levels.Append(levels.Length == 0 ? "" : " union all ")
                .Append(CultureInfo.InvariantCulture, $"(select level, index, hash from ledger_node where level = {level} and index >= {from >> level} and index < {to >> level} order by index)");
        }

        return levels.Length == 0 ? "select level, index, hash from ledger_node where false" : levels.ToString();
    }

    private static DateTimeOffset Time(long microseconds) =>
        microseconds > -60_000_000_000_000_000 && microseconds < 250_000_000_000_000_000 ? Epoch.AddTicks(microseconds * TimeSpan.TicksPerMicrosecond) : DateTimeOffset.MinValue;

    /// <summary>The few names of procedures and actions, each made a text once.</summary>
    internal sealed class Names
    {
        private readonly Dictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> _known = new Dictionary<string, string>(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();

        public string Of(ReadOnlySpan<byte> utf8)
        {
            if (utf8.Length > LineEncoding.MaxTextLength) return Encoding.UTF8.GetString(utf8);
            Span<char> buffer = stackalloc char[LineEncoding.MaxTextLength];
            var text = buffer[..Encoding.UTF8.GetChars(utf8, buffer)];
            if (_known.TryGetValue(text, out var known)) return known;
            return _known.Dictionary[new(text)] = new(text);
        }
    }
}

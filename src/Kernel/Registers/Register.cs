using Qinglian.Kernel.Access;
using Qinglian.Kernel.Organisations;
using Qinglian.Kernel.Procedures;

namespace Qinglian.Kernel.Registers;

/// <summary>
/// Something that is kept, with its history, and never overwritten. A subclass says in its constructor what identifies an entry, where it
/// belongs and who may edit and see it; list, page, import, export and table are all read from that.
/// </summary>
public abstract class Register
{
    private protected Register(string code, Words name, Type rowType)
    {
        (Code, Name, RowType) = (code, name, rowType);
        Columns = RegisterColumn.Of(rowType);
    }

    /// <summary>The name in addresses: <c>duty-grant</c>. Never changes; the table is called after it.</summary>
    public string Code { get; }
    public Words Name { get; }
    public Type RowType { get; }

    public string Table => Code.Replace('-', '_');

    /// <summary>The parameters of the row's constructor, in their order.</summary>
    public IReadOnlyList<RegisterColumn> Columns { get; }

    /// <summary>What identifies an entry in a file: of two entries that last at the same time, no two have the same.</summary>
    public IReadOnlyList<RegisterColumn> Key { get; private set; } = [];

    /// <summary>The unit an entry belongs to; null where entries belong to none.</summary>
    public RegisterColumn? Place { get; private set; }

    /// <summary>The person an entry is about, who may always see it.</summary>
    public RegisterColumn? About { get; private set; }

    /// <summary>What the first and the last day of an entry are called here. The last day still counts.</summary>
    public Words Begins { get; private set; } = new("起始日期", "First day");
    public Words Ends { get; private set; } = new("终止日期", "Last day");

    /// <summary>Each entry gets a number that is never given again.</summary>
    public bool Numbered { get; private set; }

    public IReadOnlyList<Duty> Editors { get; private set; } = [];
    public IReadOnlyList<Duty> Readers { get; private set; } = [];

    /// <summary>Everybody who is signed in may see it.</summary>
    public bool Open { get; private set; }

    /// <summary>Whoever reads it, other than the persons themselves, leaves a line in the ledger.</summary>
    public bool Sealed { get; private set; }

    public RegisterColumn this[string name] => Columns.FirstOrDefault(c => c.Name == name) ?? throw new ArgumentException($"{Code} has no column {name}.", nameof(name));

    protected void KnownBy(params ReadOnlySpan<string> columns) => Key = [.. columns.ToArray().Select(c => this[c])];
    protected void BelongsTo(string unitColumn) => Place = this[unitColumn];
    protected void IsAbout(string personColumn) => About = this[personColumn];
    protected void Lasts(Words begins, Words ends) => (Begins, Ends) = (begins, ends);
    protected void EditedBy(params Duty[] duties) => Editors = duties;
    protected void SeenBy(params Duty[] duties) => Readers = duties;
    protected void SeenByEveryone() => Open = true;
    protected void IsSealed() => Sealed = true;
    protected void NumbersEntries() => Numbered = true;

    /// <summary>Who may edit, as people say it.</summary>
    public Words EditorPhrase => new(
        string.Join("或", Editors.Select(d => d.Name.Zh)), "the " + string.Join(" or ", Editors.Select(d => d.Name.En)));

    public bool MayEdit(Actor actor, UnitPath? at) =>
        actor.IsSystem || Editors.Any(d => at is { } unit ? actor.Holds(d, unit) : actor.HoldsAnywhere(d));

    /// <summary>Whether there can be anything here for this person to see.</summary>
    public bool MayRead(Actor actor) => Open || About is not null || !ScopeOf(actor, null).IsEmpty;

    /// <summary>The units whose entries <paramref name="actor"/> may see: where they hold a duty that reads or edits this register.</summary>
    public Scope ScopeOf(Actor actor, OrgTree? organisation)
    {
        if (Open || actor.IsSystem) return Scope.Everything;
        var grants = actor.Grants.Where(g => Readers.Contains(g.Duty) || Editors.Contains(g.Duty)).ToList();
        if (Place is null || organisation is null) return grants.Count > 0 ? Scope.Everything : Scope.Nothing;
        return organisation.UnitsOf(grants);
    }

    /// <summary>The key of a row as one text.</summary>
    public string KeyOf(object row) => KeyOf(Key.Select(c => RegisterColumn.Invariant(c.Store(c.Get(row)))));

    internal static string KeyOf(IEnumerable<string> parts) => string.Join(" / ", parts);

    public object Row(IReadOnlyList<object?> values) => Activator.CreateInstance(RowType, [.. values])!;

    /// <summary>Reads a row from the fields of a form. A box that is not ticked means no.</summary>
    /// <param name="field">What was typed, by column; null where the field was not sent.</param>
    public (object? Row, IReadOnlyList<Refusal> Problems) Read(Func<RegisterColumn, string?> field, References known)
    {
        var values = new object?[Columns.Count];
        var problems = new List<Refusal>();
        for (var i = 0; i < values.Length; i++)
        {
            var text = field(Columns[i]);
            if (Columns[i] is { Kind: ColumnKind.Switch, Required: true } && string.IsNullOrWhiteSpace(text)) values[i] = false;
            else
            {
                (values[i], var problem) = CellReading.Read(Columns[i], text, known);
                if (problem is not null) problems.Add(problem);
            }
        }

        return problems.Count > 0 ? (null, problems) : (Row(values), []);
    }

    /// <summary>Entries every installation begins with; names only, never figures or texts that an organ must supply.</summary>
    public virtual IReadOnlyList<object> FirstRows => [];

    /// <summary>What is wrong with the row as a whole, said beside the columns; what is wrong in a cell has been said before.</summary>
    internal abstract Task<IReadOnlyList<Refusal>> CheckAsync(object row, RegisterCheck check, CancellationToken cancel);

    /// <summary>Why the entry may not end, if so.</summary>
    internal abstract Task<Refusal?> CheckEndAsync(object row, RegisterCheck check, CancellationToken cancel);

    public override string ToString() => Code;
}

/// <inheritdoc/>
public abstract class Register<TRow>(string code, Words name) : Register(code, name, typeof(TRow)) where TRow : class
{
    /// <summary>The problems of a row that its cells alone do not show; empty when there are none.</summary>
    protected virtual Task<IReadOnlyList<Refusal>> CheckAsync(TRow row, RegisterCheck check, CancellationToken cancel) => Task.FromResult(Check(row, check));

    protected virtual IReadOnlyList<Refusal> Check(TRow row, RegisterCheck check) => [];

    protected virtual Task<Refusal?> CheckEndAsync(TRow row, RegisterCheck check, CancellationToken cancel) => Task.FromResult<Refusal?>(null);

    internal sealed override Task<IReadOnlyList<Refusal>> CheckAsync(object row, RegisterCheck check, CancellationToken cancel) => CheckAsync((TRow)row, check, cancel);
    internal sealed override Task<Refusal?> CheckEndAsync(object row, RegisterCheck check, CancellationToken cancel) => CheckEndAsync((TRow)row, check, cancel);
}

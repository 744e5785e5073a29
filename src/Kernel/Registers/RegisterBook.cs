using System.Collections.Frozen;
using Qinglian.Kernel.Indicators;

namespace Qinglian.Kernel.Registers;

/// <summary>All registers of all modules.</summary>
public sealed class RegisterBook
{
    private readonly FrozenDictionary<string, Register> _byCode;
    private readonly FrozenDictionary<Type, Register> _byRow;

    public RegisterBook(IEnumerable<Module> modules) : this([.. modules.SelectMany(m => m.Registers)]) => Owners = new(modules);

    public RegisterBook(params IReadOnlyList<Register> registers)
    {
        All = [.. registers];
        _byCode = All.ToFrozenDictionary(r => r.Code);
        _byRow = All.ToFrozenDictionary(r => r.RowType);
    }

    public IReadOnlyList<Register> All { get; }

    public FieldOwners Owners { get; } = FieldOwners.None;

    public Register? Find(string code) => _byCode.GetValueOrDefault(code);

    /// <summary>The register that keeps rows of this type.</summary>
    public Register Of<TRow>() where TRow : class => _byRow[typeof(TRow)];

    public Register Of(Type row) => _byRow[row];
}

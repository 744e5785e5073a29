using System.Collections.Frozen;

namespace Qinglian.Kernel.Procedures;

/// <summary>All procedures of all modules, in all their versions.</summary>
public sealed class ProcedureBook
{
    private readonly FrozenDictionary<(string Code, string Version), Procedure> _all;
    private readonly FrozenDictionary<string, Procedure> _current;

    public ProcedureBook(IEnumerable<Module> modules)
    {
        Modules = [.. modules];
        var all = Modules.SelectMany(m => m.Procedures).ToList();
        _all = all.ToFrozenDictionary(p => (p.Code, p.Version));
        _current = all.GroupBy(p => p.Code).ToFrozenDictionary(g => g.Key, g => g.MaxBy(p => p.Version, StringComparer.Ordinal)!);
    }

    public IReadOnlyList<Module> Modules { get; }

    public IEnumerable<Procedure> All => _all.Values;

    /// <summary>The version that new dossiers are opened under.</summary>
    public IEnumerable<Procedure> Current => Modules.SelectMany(m => m.Procedures).Where(p => _current[p.Code] == p);

    public Procedure this[string code] => _current[code];
    public Procedure? Find(string code) => _current.GetValueOrDefault(code);

    /// <summary>The version a dossier keeps.</summary>
    public Procedure Of(Dossier dossier) => _all[(dossier.Procedure, dossier.Version)];

    public Procedure Of(string code, string version) => _all[(code, version)];

    public Module ModuleOf(Procedure procedure) => Modules.First(m => m.Procedures.Contains(procedure));

    /// <summary>The procedure that takes this kind of referral, and the form it makes of it; null where no module here does.</summary>
    public (Procedure Procedure, Func<IReferral, object> Form)? ReceiverOf(Type referral) => Current
        .SelectMany(p => p.Receives.Select(r => (Procedure: p, r.Referral, r.Form)))
        .Where(r => r.Referral == referral)
        .Select(r => ((Procedure, Func<IReferral, object>)?)(r.Procedure, r.Form))
        .FirstOrDefault();

    /// <summary>The procedure that a form opens.</summary>
    public Procedure? OpenedBy(Type form) => Current.FirstOrDefault(p => p.Openings.Any(o => o.Form == form));
}

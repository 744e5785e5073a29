using Qinglian.Kernel.Access;
using Qinglian.Kernel.Procedures;
using Qinglian.Kernel.Registers;

namespace Qinglian.Foundation.RulePacks;

/// <summary>A clause as a checklist, a finding or a violation cites it.</summary>
/// <param name="Id">The entry of the clause; what is cited is the version that holds on the day.</param>
public sealed record CitedClause(Guid Id, int Revision, RulePackRow Pack, RuleClauseRow Clause);

/// <summary>The one way to cite a clause: only clauses in force, of packs whose content has been supplied.</summary>
public sealed class RuleCitations(IRegistrar registrar, RegisterBook book)
{
    /// <summary>The clause as it stood on the day of the deed, or why it cannot be cited.</summary>
    public async Task<(CitedClause? Clause, Refusal? Refusal)> CiteAsync(string pack, string version, string number, Kernel.UnitId? refinedBy, DateOnly on, Actor actor, CancellationToken cancel)
    {
        var packs = await registrar.ListAsync(book.Of<RulePackRow>(), new() { On = on, Where = [(nameof(RulePackRow.Code), pack), (nameof(RulePackRow.Version), version)], Take = 1 }, actor, cancel);
        if (packs.Entries is not [var found]) return (null, new ClauseNotInForce(pack, number));

        var row = found.As<RulePackRow>();
        if (row.State == RulePackState.Undefined) return (null, new PackUndefined(row.Name));
        if (row.State == RulePackState.Withdrawn) return (null, new ClauseNotInForce(row.Name, number));

        var clauses = registrar.AllAsync(
            book.Of<RuleClauseRow>(),
            new() { On = on, Where = [(nameof(RuleClauseRow.Pack), pack), (nameof(RuleClauseRow.Version), version), (nameof(RuleClauseRow.Number), number)] }, actor, cancel);
        await foreach (var clause in clauses)
        {
            if (clause.As<RuleClauseRow>().Unit == refinedBy) return (new(clause.Id, clause.Revision, row, clause.As<RuleClauseRow>()), null);
        }

        return (null, new ClauseNotInForce(row.Name, number));
    }
}

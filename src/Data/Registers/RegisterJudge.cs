using Qinglian.Kernel;
using Qinglian.Kernel.Access;
using Qinglian.Kernel.Indicators;
using Qinglian.Kernel.Organisations;
using Qinglian.Kernel.Procedures;
using Qinglian.Kernel.Registers;

namespace Qinglian.Data.Registers;

/// <summary>Says what stands in the way of a change to a register; the same for a form and for a line of a file.</summary>
internal sealed class RegisterJudge(RegisterWork work, Actor actor, DateOnly today, IRules rules, FieldOwners owners)
{
    /// <param name="others">Entries with the same key, as they stand.</param>
    public async Task<IReadOnlyList<Refusal>> OfAsync(Entry entry, Entry? before, IReadOnlyList<Entry> others, CancellationToken cancel)
    {
        if (Access(entry) is { } refusal) return [refusal];
        if (before is not null && Access(before) is { } notTheirs) return [notTheirs];

        var problems = new List<Refusal>();
        if (entry.EndsOn is { } end && end < entry.BeginsOn && before is null)
        {
            problems.Add(Unfit.At(nameof(Entry.EndsOn), new Words("“{1}”不能早于“{0}”。", "“{1}” cannot be before “{0}”.").With(entry.Register.Begins, entry.Register.Ends)));
        }

        if (before is not null && entry.ValidFrom < before.BeginsOn)
        {
            problems.Add(Unfit.At(nameof(Entry.ValidFrom), new Words("变更不能早于“{0}”（{1}）。", "A change cannot count from before “{0}” ({1}).").With(entry.Register.Begins, before.BeginsOn.InWords)));
        }

        if (before?.EndsOn is { } ended && entry.ValidFrom > ended)
        {
            problems.Add(Unfit.At(nameof(Entry.ValidFrom), new Words("此登记已于{0}终止，请另行登记。", "This entry ended on {0}: make a new one.").With(ended.InWords)));
        }

        var check = Check(entry);
        if (others.Any(check.Meets)) problems.Add(new AlreadyOnRegister(Known(entry)) { Field = entry.Register.Key[0].Name });
        problems.AddRange(await entry.Register.CheckAsync(entry.Row, check, cancel));
        return problems;
    }

    public async Task<Refusal?> OfEndAsync(Entry entry, DateOnly lastDay, CancellationToken cancel)
    {
        if (Access(entry) is { } refusal) return refusal;
        if (lastDay.DayNumber < entry.BeginsOn.DayNumber - 1)
        {
            return Unfit.At(nameof(Entry.EndsOn), new Words("“{1}”不能早于“{0}”（{2}）。", "“{1}” cannot be before “{0}” ({2}).").With(entry.Register.Begins, entry.Register.Ends, entry.BeginsOn.InWords));
        }

        return await entry.Register.CheckEndAsync(entry.Row, Check(entry with { EndsOn = lastDay }), cancel);
    }

    /// <summary>Units and persons that a form named by number: they must be on the register.</summary>
    public async Task<IReadOnlyList<Refusal>> OfReferencesAsync(Register register, object row, RegisterBook book, CancellationToken cancel)
    {
        var problems = new List<Refusal>();
        foreach (var column in register.Columns)
        {
            var found = column.Get(row) switch
            {
                UnitId unit => await work.NumberedAsync<UnitRow>(unit.Value, cancel) is not null,
                PersonId person => await work.NewestAsync(book.Of<PersonRow>(), person.Value, cancel) is not null,
                _ => true,
            };
            if (!found) problems.Add(Unfit.At(column.Name, new("名册中没有此项，请重新选择。", "This is not on the register: choose again.")));
        }

        return problems;
    }

    private NotYourRegister? Access(Entry entry)
    {
        var register = entry.Register;
        if (actor.IsSystem) return null;

        // A duty covers a unit by its place in the tree; a unit that has no place (abolished) is left to those who hold the duty at the top.
        var may = register.Place is null
            ? register.MayEdit(actor, null)
            : entry.Unit is { } unit && rules.Organisation.Find(unit) is { } placed
                ? register.MayEdit(actor, placed.Path)
                : rules.Organisation.Roots.Any(r => register.MayEdit(actor, r.Path));
        return may ? null : new(register.Name, register.EditorPhrase);
    }

    private RegisterCheck Check(Entry entry) => new(entry.Id, entry.Number, entry.ValidFrom, entry.EndsOn, today, actor.Id, rules.Settings, work) { Owners = owners };

    /// <summary>What people know the entry by; numbers that only the database knows are left out.</summary>
    private string Known(Entry entry) => string.Join(" · ", entry.Register.Key.Select(c => c.Get(entry.Row) switch
    {
        UnitId unit => rules.Organisation.Find(unit)?.Name ?? "",
        PersonId => "",
        Enum choice => Words.Of(choice).Zh,
        Duty duty => duty.Name.Zh,
        var value => RegisterColumn.Invariant(value),
    }).Where(t => t.Length > 0));
}

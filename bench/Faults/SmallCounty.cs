using Qinglian.Kernel;
using Qinglian.Kernel.Access;
using Qinglian.Kernel.Organisations;
using Qinglian.Kernel.Procedures;
using Qinglian.Kernel.Registers;

namespace Qinglian.Bench.Faults;

/// <summary>A county with three departments and a person in each, entered through the registrar, so that every entry has its line.</summary>
internal sealed record SmallCounty(UnitId Whole, IReadOnlyList<UnitId> Departments, PersonId Office, IReadOnlyList<PersonId> Staff)
{
    public static async Task<SmallCounty> EnterAsync(IRegistrar registrar, IRules rules, TimeProvider clock)
    {
        async Task<Guid> AddAsync(object row)
        {
            var id = Ids.New(clock);
            return await registrar.AddAsync(id, row, new(2020, 1, 1), null, Actor.System, default) is [var refusal, ..] ? throw new InvalidOperationException(refusal.Words.En) : id;
        }

        async Task<UnitId> UnitAsync(string code, string name, UnitKind kind, UnitId? parent)
        {
            await AddAsync(new UnitRow(code, name, null, kind, parent));
            return rules.Organisation.FindByCode(code)!.Id;
        }

        async Task<PersonId> PersonAsync(string number, UnitId unit, Duty duty, Reach reach)
        {
            var person = new PersonId(await AddAsync(new PersonRow(number, "人员" + number, unit, null, true, true)));
            await AddAsync(new DutyGrantRow(person, duty, unit, reach));
            return person;
        }

        var whole = await UnitAsync("c", "清河县", UnitKind.Region, null);
        var (departments, staff) = (new List<UnitId>(), new List<PersonId>());
        for (var i = 1; i <= 3; i++)
        {
            departments.Add(await UnitAsync("d" + i, $"第{i}局", UnitKind.Department, whole));
            staff.Add(await PersonAsync("p" + i, departments[^1], Duties.Staff, Reach.Own));
        }

        return new(whole, departments, await PersonAsync("p0", whole, Duties.Office, Reach.Below), staff);
    }

    /// <summary>The county as the program that is killed is told of it.</summary>
    public string Written => string.Join(',', [Office.ToString(), .. Departments.Select(d => d.ToString()), .. Staff.Select(s => s.ToString())]);

    public static SmallCounty Of(string written)
    {
        var parts = written.Split(',');
        return new(default, [.. parts[1..4].Select(p => new UnitId(int.Parse(p)))], new(Guid.Parse(parts[0])), [.. parts[4..7].Select(p => new PersonId(Guid.Parse(p)))]);
    }
}

using Qinglian.Kernel.Access;
using Qinglian.Kernel.Organisations;

namespace Qinglian.Application.Demo.County;

/// <summary>The people: names put together from lists of syllables, numbers that mean nothing outside the demonstration.</summary>
internal sealed class CountyPeople(CountyPlan plan, Chance chance, DateOnly first)
{
    private const string Surnames = "赵钱孙周吴郑冯陈褚卫蒋沈韩杨朱秦许何吕施张孔曹严金魏陶姜戚谢邹喻柏窦章云苏潘葛范彭鲁韦马苗方俞任袁柳鲍史唐费廉岑薛雷贺倪汤罗郝邬安常傅卞齐康伍余元顾孟黄穆萧尹姚邵汪祁毛米贝明臧计成戴宋茅庞熊纪舒屈项祝董梁";
    private const string FirstSyllables = "立文志广景若宜思克承永兴德光秋春雨晓佳建海清玉和书明学绍长向松柏静云";
    private const string SecondSyllables = "安平远川岩林峰洲禾源宁兰芝芳荣昌华丰田波涛桥亭舟恒毅诚朗言行知新庆祥伟利敏慧";

    private readonly HashSet<string> _names = [];
    private int _number;

    public void Add()
    {
        foreach (var unit in plan.Units.ToList())
        {
            switch (unit.Kind)
            {
                case UnitKind.Region: AddAdministrators(unit); break;
                case UnitKind.PartyCommittee: AddCommittee(unit); break;
                case UnitKind.DisciplineOrgan when unit.Code == CountyPlan.Discipline: AddDiscipline(unit); break;
                case UnitKind.DisciplineOrgan: AddTownDiscipline(unit); break;
                case UnitKind.StationedGroup: AddGroup(unit); break;
                case UnitKind.InspectionBody: AddInspection(unit); break;
                case UnitKind.Department when unit.Code == CountyPlan.Government: Person(unit, "县长", "县处级正职", Duties.Leader, CountyPlan.Government, Reach.Below); break;
                case UnitKind.Department: AddDepartment(unit); break;
                case UnitKind.Institution: AddInstitution(unit); break;
                case UnitKind.Town: AddTown(unit); break;
                case UnitKind.Village: AddVillage(unit); break;
                case UnitKind.Office: AddOffice(unit); break;
            }
        }
    }

    private void AddAdministrators(PlannedUnit unit)
    {
        foreach (var (post, duty) in (ReadOnlySpan<(string, Duty)>)[("系统管理员", Duties.SystemAdministrator), ("安全管理员", Duties.SecurityAdministrator), ("审计管理员", Duties.AuditAdministrator)])
        {
            Person(unit, post, null, duty, unit.Code, Reach.Below, covered: false);
        }
    }

    private void AddCommittee(PlannedUnit unit)
    {
        Person(unit, "县委书记", "县处级正职", Duties.Leader, CountyPlan.Root, Reach.Below);
        Person(unit, "县委副书记", "县处级副职", Duties.Deputy, CountyPlan.Root, Reach.Below);
        foreach (var post in (ReadOnlySpan<string>)["县委常委、组织部部长", "县委常委、宣传部部长", "县委常委、政法委书记", "县委常委、常务副县长", "县委常委、统战部部长"])
        {
            Person(unit, post, "县处级副职", Duties.Deputy, CountyPlan.Root, Reach.Below);
        }
    }

    private void AddDiscipline(PlannedUnit unit)
    {
        Person(unit, "县纪委书记、县监委主任", "县处级副职", Duties.SupervisionLeader, CountyPlan.Root, Reach.Below);
        Person(unit, "县纪委副书记、县监委副主任", "乡科级正职", Duties.SupervisionLeader, CountyPlan.Root, Reach.Below);
        Person(unit, "县纪委常委、县监委委员", "乡科级副职", Duties.Supervisor, CountyPlan.Root, Reach.Below);
    }

    private void AddGroup(PlannedUnit unit)
    {
        var supervises = CountyUnits.Stationed[int.Parse(unit.Code[^2..], System.Globalization.CultureInfo.InvariantCulture) - 1].Supervises.Select(CountyUnits.Code).ToList();
        foreach (var (post, rank, duty) in (ReadOnlySpan<(string, string, Duty)>)[("组长", "乡科级正职", Duties.SupervisionLeader), ("副组长", "乡科级副职", Duties.Supervisor), ("纪检监察员", "一级科员", Duties.Supervisor)])
        {
            var person = Person(unit, post, rank, duty, supervises[0], Reach.Below);
            plan.Grants.AddRange(supervises.Skip(1).Select(u => new PlannedGrant(person.Number, duty, u, Reach.Below)));
        }
    }

    private void AddInspection(PlannedUnit unit)
    {
        Person(unit, unit.Code == CountyPlan.Inspection ? "主任" : "组长", "乡科级正职", Duties.Leader, unit.Code, Reach.Below);
        Person(unit, unit.Code == CountyPlan.Inspection ? "副主任" : "副组长", "乡科级副职", unit.Code == CountyPlan.Inspection ? Duties.Office : Duties.Staff, unit.Code, Reach.Own);
    }

    private void AddDepartment(PlannedUnit unit)
    {
        // The office of the party committee works for the whole county.
        var at = unit.Code == CountyUnits.Code("WB") ? CountyPlan.Root : unit.Code;
        Person(unit, unit.ShortName.EndsWith('部') ? "部长" : unit.ShortName.EndsWith('局') ? "局长" : "主任", "乡科级正职", Duties.Leader, unit.Code, Reach.Below);
        for (var i = chance.Between(2, 3); i > 0; i--) Person(unit, unit.ShortName.EndsWith('局') ? "副局长" : "副主任", "乡科级副职", Duties.Deputy, unit.Code, Reach.Below);
        Person(unit, "办公室主任", "乡科级副职", Duties.Office, at, Reach.Below);
        Person(unit, "办公室文秘", "一级科员", Duties.Office, at, Reach.Below);
    }

    private void AddOffice(PlannedUnit unit)
    {
        var above = plan[unit.Above!];
        if (above.Code == CountyPlan.Discipline) AddDisciplineOffice(unit);
        else if (above.Kind is UnitKind.Town) Person(unit, "负责人", "一级科员", Duties.Staff, above.Code, Reach.Own);
        else
        {
            Person(unit, unit.ShortName.EndsWith('科') ? "科长" : "负责人", "一级科员", Duties.Staff, above.Code, Reach.Own);
            if (unit.ShortName != "办公室") Person(unit, "科员", "二级科员", Duties.Staff, above.Code, Reach.Own);
        }
    }

    private void AddDisciplineOffice(PlannedUnit unit)
    {
        // The rooms of supervision look after certain departments or towns; the others work for the whole county.
        var at = unit.ShortName switch
        {
            "第一监督检查室" => plan.Departments.Take(20).Select(d => d.Code),
            "第二监督检查室" => plan.Departments.Skip(20).Select(d => d.Code),
            "第三监督检查室" => plan.Towns.Take(6).Select(t => t.Code),
            "第四监督检查室" => plan.Towns.Skip(6).Select(t => t.Code),
            "办公室" or "组织部" or "宣传部" => [CountyPlan.Discipline],
            _ => [CountyPlan.Root],
        };
        var units = at.ToList();
        var duty = unit.ShortName switch { "办公室" => Duties.Office, "组织部" or "宣传部" => Duties.Staff, _ => Duties.Supervisor };
        foreach (var (post, rank) in (ReadOnlySpan<(string, string)>)[("主任", "乡科级副职"), ("副主任", "一级科员")])
        {
            var person = Person(unit, unit.ShortName.EndsWith('部') && post == "主任" ? "部长" : post, rank, duty, units[0], Reach.Below);
            plan.Grants.AddRange(units.Skip(1).Select(u => new PlannedGrant(person.Number, duty, u, Reach.Below)));
        }
    }

    private void AddInstitution(PlannedUnit unit)
    {
        var company = unit.ShortName.EndsWith("公司", StringComparison.Ordinal);
        Person(unit, company ? "董事长" : unit.ShortName.EndsWith("医院", StringComparison.Ordinal) ? "院长" : unit.ShortName.EndsWith("中学", StringComparison.Ordinal) ? "校长" : "主任", "乡科级正职", Duties.Leader, unit.Code, Reach.Below);
        Person(unit, company ? "副总经理" : "副职", "乡科级副职", Duties.Deputy, unit.Code, Reach.Below);
        Person(unit, "办公室主任", null, Duties.Office, unit.Code, Reach.Below);
        Person(unit, "财务负责人", null, Duties.Staff, unit.Code, Reach.Own);
    }

    private void AddTown(PlannedUnit unit)
    {
        Person(unit, unit.ShortName.EndsWith("街道", StringComparison.Ordinal) ? "党工委书记" : "党委书记", "乡科级正职", Duties.Leader, unit.Code, Reach.Below);
        Person(unit, unit.ShortName.EndsWith('乡') ? "乡长" : unit.ShortName.EndsWith('镇') ? "镇长" : "办事处主任", "乡科级正职", Duties.Deputy, unit.Code, Reach.Below);
        Person(unit, "党委副书记", "乡科级副职", Duties.Deputy, unit.Code, Reach.Below);
        Person(unit, "分管农业农村副职", "乡科级副职", Duties.Deputy, unit.Code, Reach.Below);
        Person(unit, "党政办主任", "一级科员", Duties.Office, unit.Code, Reach.Below);
        Person(unit, "财政所所长", "一级科员", Duties.Staff, unit.Code, Reach.Own);
    }

    private void AddTownDiscipline(PlannedUnit unit)
    {
        Person(unit, "纪委书记", "乡科级副职", Duties.SupervisionLeader, unit.Above!, Reach.Below);
        Person(unit, "纪委副书记", "一级科员", Duties.Supervisor, unit.Above!, Reach.Below);
    }

    private void AddVillage(PlannedUnit unit)
    {
        Person(unit, "党支部书记、村委会主任", null, Duties.Leader, unit.Code, Reach.Own);
        Person(unit, "文书（报账员）", null, Duties.VillageClerk, unit.Code, Reach.Own);
        Person(unit, "村务监督委员会主任", null, Duties.VillageSupervisor, unit.Code, Reach.Own, covered: false);
    }

    private PlannedPerson Person(PlannedUnit unit, string post, string? rank, Duty duty, string at, Reach reach, bool covered = true)
    {
        var since = DateOnly.FromDayNumber(first.DayNumber - chance.Between(30, 2400));
        var number = $"{CountyPlan.Root}{++_number:0000}";
        var archive = covered && chance.Percent(duty == Duties.Staff || unit.Kind is UnitKind.Village ? 72 : 94) ? DateOnly.FromDayNumber(first.DayNumber - chance.Between(1, 400)) : (DateOnly?)null;
        var person = new PlannedPerson(number, Name(), unit.Code, post, rank, duty, at, reach, covered, chance.Percent(covered ? 88 : 60), since, archive);
        unit.People.Add(person);
        return person;
    }

    private string Name()
    {
        for (; ; )
        {
            var name = $"{Letter(Surnames)}{(chance.Percent(80) ? Letter(FirstSyllables) : "")}{Letter(SecondSyllables)}";
            if (_names.Add(name)) return name;
        }
    }

    private string Letter(string letters) => letters[chance.Between(0, letters.Length - 1)].ToString();
}

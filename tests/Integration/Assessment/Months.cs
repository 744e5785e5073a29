using Qinglian.Assessment.Returns;
using Qinglian.Kernel;
using Qinglian.Kernel.Access;
using Qinglian.Kernel.Facts;
using Qinglian.Kernel.Organisations;
using Qinglian.Kernel.Procedures;
using Qinglian.Kernel.Settings;
using Qinglian.Responsibilities.Lists;
using Qinglian.Tests.World;

namespace Qinglian.Tests.Integration.Assessment;

/// <summary>A small county with forms and plans in force since January 2026, and people who supervise all of it.</summary>
internal sealed class Months : IAsyncDisposable
{
    private Months(TestWorld world) => World = world;

    public TestWorld World { get; }
    public Actor Supervisor { get; private set; } = null!;
    public Actor Chief { get; private set; } = null!;
    public Actor Bureau { get; private set; } = null!;
    public Actor Town { get; private set; } = null!;

    public static readonly string[] Asked = ["reports-received", "reports-true", "breaches-dealt-with", "ten-rules-breaches"];

    public static async Task<Months> OpenAsync()
    {
        var months = new Months(await TestWorld.OpenAsync(At("2025-12-20")));
        await months.World.Registrar.SeedAsync(default);
        months.Supervisor = await months.PersonAsync("S001", "县监督员", Duties.Supervisor);
        months.Chief = await months.PersonAsync("S002", "县纪检负责人", Duties.SupervisionLeader);
        months.Bureau = await months.World.ActorAsync("教育局办公室");
        months.Town = await months.World.ActorAsync("镇党政办");
        return months;
    }

    public async Task<Actor> PersonAsync(string number, string name, Duty duty)
    {
        var id = new PersonId(await World.AddAsync(new PersonRow(number, name, World.Unit("county"), null, true, true)));
        await World.AddAsync(new DutyGrantRow(id, duty, World.Unit("county"), Reach.Below));
        return (await World.Get<IActors>().LoadAsync(id, default))!;
    }

    public void Go(string day) => World.Clock.Now = At(day);

    public async Task BeginAsync(string day)
    {
        Go(day);
        await World.RunAsync("assessment.returns");
        await World.RunAsync("assessment.appraisals");
    }

    public async Task<MonthlyReturn> ReturnAsync(string unit, string month) =>
        (await World.Get<Returns>().ReadAsync([Period.Parse(month)], [World.Unit(unit)], Actor.System, default)).Single();

    public async Task<T> ReadAsync<T>(Guid id) where T : Dossier => (T)(await World.Dossiers.FindAsync(id, Actor.System, default))!;

    public Task<Refusal?> SendAsync(MonthlyReturn @return, Actor actor, bool zero = false, params (string Code, int Number)[] figures) =>
        World.Desk.ActAsync(@return.Id, new SendReturn(Sheet(figures), zero, null), actor, null, default);

    /// <summary>All that is asked for, zero where nothing else is said.</summary>
    public static FigureSheet Sheet(params (string Code, int Number)[] figures) => new([.. Asked.Select(a => new TypedFigure(a, figures.FirstOrDefault(f => f.Code == a).Number))], []);

    public Task<Guid> TaskAsync(string unit, string due) => World.OpenAsync(new GiveTask(World.Unit(unit), "清查办公用房", "逐间核对", DateOnly.ParseExact(due, "yyyy-MM-dd"), null, null), Office().Result);

    public async Task SetAsync(Setting setting, string value)
    {
        var refusal = await World.Get<ISettings>().ChangeAsync(setting, value, "测试", 0, await World.ActorAsync("系统管理员"), default);
        if (refusal is not null) throw new InvalidOperationException(refusal.Words.En);
        await World.Get<Qinglian.Data.Registers.LiveRules>().RefreshAsync(default);
    }

    public Task<long> FactsAsync(FactKind kind) => World.Database.AskAsync<long>($"select count(*) from fact where kind = '{kind.Code}'");

    public ValueTask DisposeAsync() => World.DisposeAsync();

    private Task<Actor> Office() => World.ActorAsync("县委办经办");

    private static DateTimeOffset At(string day) => new(DateOnly.ParseExact(day, "yyyy-MM-dd").ToDateTime(new(9, 0)), TimeSpan.FromHours(8));
}

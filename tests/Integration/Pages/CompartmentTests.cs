using System.Net;
using Npgsql;
using Qinglian.Kernel;
using Qinglian.Kernel.Access;
using Qinglian.Kernel.Organisations;
using Qinglian.Kernel.Procedures;
using Qinglian.Responsibilities.Items;
using Qinglian.Responsibilities.Lists;
using Qinglian.Responsibilities.WorkOrders;

namespace Qinglian.Tests.Integration.Pages;

/// <summary>Compartments through the pages: the security administrator says who belongs and why, a leader who belongs puts a matter in, another takes it out.</summary>
public sealed class CompartmentTests
{
    [Fact]
    public async Task A_matter_in_a_compartment_is_known_to_its_members_alone_until_another_member_takes_it_out()
    {
        await using var office = await Office.OpenAsync();
        var second = await office.PersonAsync("B003", "冯书记", office.County, (Duties.Leader, office.County, Reach.Below));
        var id = await OrderAsync(office, "春耕物资检查");
        var (supervisor, leader, opener) = (office.Browse(office.Supervisor), office.Browse(second), office.Browse(office.CountyOffice));
        Assert.DoesNotContain("放入保密圈", await supervisor.GoAsync($"/dossiers/{id}"), StringComparison.Ordinal);

        // Membership, with its reason, is the security administrator's to give, and not to themselves.
        var security = office.Browse(office.Security);
        await AddAsync(security, "compartment", ("Code", "alpha"), ("Name", "专项核查组"), ("Purpose", "核查期间"));
        foreach (var person in new[] { office.Supervisor, second }) await AddAsync(security, "compartment-member", ("Compartment", "alpha"), ("Person", person.ToString()), ("Purpose", "参加专项核查"));
        await security.GoAsync("/registers/compartment-member/add");
        await security.SendAsync("/registers/compartment-member/add", ("Compartment", "alpha"), ("Person", office.Security.ToString()), ("Purpose", "我也要看"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, security.Status);
        Assert.Contains("不能把本人加入保密圈", security.Page, StringComparison.Ordinal);

        await supervisor.GoAsync($"/dossiers/{id}/do/EnterCompartment");
        Assert.Contains("专项核查组", supervisor.Page, StringComparison.Ordinal);
        await supervisor.SendAsync($"/dossiers/{id}/do/EnterCompartment", ("Compartment", "alpha"), ("Reason", "线索核查"));
        Assert.Contains("保密圈 alpha", supervisor.Page, StringComparison.Ordinal);
        Assert.Contains("线索核查", supervisor.Page, StringComparison.Ordinal);

        // Whoever opened it, whoever it is assigned to, whoever has the whole county: no page, no list, no search, no number.
        foreach (var person in new[] { office.CountyOffice, office.TownOffice })
        {
            var browser = office.Browse(person);
            await browser.GoAsync($"/dossiers/{id}");
            Assert.Equal(HttpStatusCode.NotFound, browser.Status);
            Assert.DoesNotContain("春耕物资检查", await browser.GoAsync("/lists/work-order"), StringComparison.Ordinal);
            Assert.DoesNotContain("春耕物资检查", await browser.GoAsync("/desk"), StringComparison.Ordinal);
            Assert.Contains("没有找到", await browser.GoAsync("/search?q=春耕"), StringComparison.Ordinal);
            Assert.Equal(0, await office.Get<IDossiers>().CountAsync(new(), await office.ActorAsync(person), 100, default));
        }

        // Not even its members find it by chance; they know where it is.
        Assert.Contains("没有找到", await supervisor.GoAsync("/search?q=春耕"), StringComparison.Ordinal);
        Assert.Contains("春耕物资检查", await supervisor.GoAsync("/lists/work-order"), StringComparison.Ordinal);
        Assert.Equal(0L, await office.Database.AskAsync<long>("select count(*) from dossier_text"));
        Assert.Equal((0L, 1L), (await BehindTheWallAsync(office, ""), await BehindTheWallAsync(office, "alpha")));

        // Taking it out is another member's.
        Assert.DoesNotContain("移出保密圈", await supervisor.GoAsync($"/dossiers/{id}"), StringComparison.Ordinal);
        await leader.GoAsync($"/dossiers/{id}/do/LeaveCompartment");
        await leader.SendAsync($"/dossiers/{id}/do/LeaveCompartment", ("Reason", "核查结束"));
        await opener.GoAsync($"/dossiers/{id}");
        Assert.Equal(HttpStatusCode.OK, opener.Status);
        Assert.Contains("核查结束", opener.Page, StringComparison.Ordinal);
        Assert.Contains("春耕物资检查", await opener.GoAsync("/search?q=春耕"), StringComparison.Ordinal);
        Assert.Equal(3L, await office.Database.AskAsync<long>($"select count(*) from ledger_line where subject = '{id}' and kind in ('Opened', 'Act')"));
    }

    [Fact]
    public async Task Only_a_leader_of_the_unit_who_belongs_to_the_compartment_puts_a_matter_in()
    {
        await using var office = await Office.OpenAsync();
        var id = await OrderAsync(office, "春耕物资检查");
        await office.AddAsync(new CompartmentRow("alpha", "专项核查组", "核查期间"));
        await office.AddAsync(new CompartmentRow("beta", "另一专项组", "核查期间"));
        foreach (var person in new[] { office.CountyOffice, office.Supervisor }) await office.AddAsync(new CompartmentMemberRow("alpha", person, "参加专项核查"));
        var into = new EnterCompartment(new("alpha", "专项核查组"), "线索核查");

        Assert.IsType<NotYourPart>(await office.Get<Desk>().ActAsync(id, into, await office.ActorAsync(office.CountyOffice), null, default));
        var other = await office.Get<Desk>().ActAsync(id, into with { Compartment = new("beta", "另一专项组") }, await office.ActorAsync(office.Supervisor), null, default);
        Assert.Equal(nameof(EnterCompartment.Compartment), Assert.IsType<Unfit>(other).Field);
        Assert.Null(await office.Get<Desk>().ActAsync(id, into, await office.ActorAsync(office.Supervisor), null, default));
        Assert.IsType<CompartmentAsItIs>(await office.Get<Desk>().ActAsync(id, into, await office.ActorAsync(office.Supervisor), null, default));
        Assert.IsType<NeedsAnotherPerson>(await office.Get<Desk>().ActAsync(id, new LeaveCompartment("不再需要"), await office.ActorAsync(office.Supervisor), null, default));
        Assert.Contains("保密圈", await office.Browse(office.Supervisor, "zh").GoAsync("/registers/compartment"), StringComparison.Ordinal);
        Assert.Contains("Compartments", await office.Browse(office.Supervisor, "en").GoAsync("/registers/compartment"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_comes_from_a_matter_in_a_compartment_lies_in_the_same_compartment()
    {
        await using var office = await Office.OpenAsync();
        await office.AddAsync(new CompartmentRow("alpha", "专项核查组", "核查期间"));
        foreach (var person in new[] { office.CountyOffice, office.Supervisor }) await office.AddAsync(new CompartmentMemberRow("alpha", person, "参加专项核查"));
        var (desk, actor) = (office.Get<Desk>(), await office.ActorAsync(office.CountyOffice));
        var id = Ids.New(office.Get<LocalTime>().Now);
        Assert.Null(await desk.OpenAsync(id, new GiveTask(office.Town, "春耕物资检查", "核对台账", new(2030, 3, 1), office.CountyOffice, null), actor, default));
        Assert.Null(await desk.ActAsync(id, new AcceptItem(null), actor, null, default));
        Assert.Null(await desk.ActAsync(id, new EnterCompartment(new("alpha", "专项核查组"), "线索核查"), await office.ActorAsync(office.Supervisor), null, default));

        Assert.Null(await desk.ActAsync(id, new OrderWork("逐村核对", office.CountyOffice, new(2030, 2, 1)), actor, null, default));

        Assert.Equal("alpha", Assert.Single((await office.Get<IDossiers>().ListAsync(new() { Procedure = "work-order" }, actor, default)).Dossiers).Compartment);
        Assert.Empty((await office.Get<IDossiers>().ListAsync(new() { Procedure = "work-order" }, await office.ActorAsync(office.TownOffice), default)).Dossiers);
    }

    private static async Task AddAsync(Office.Browser browser, string register, params (string Name, string Value)[] fields)
    {
        await browser.GoAsync($"/registers/{register}/add");
        await browser.SendAsync($"/registers/{register}/add", fields);
        Assert.Equal(HttpStatusCode.OK, browser.Status);
        Assert.DoesNotContain("/add", browser.Here.AbsolutePath, StringComparison.Ordinal);
    }

    /// <summary>How many dossiers the database itself shows to somebody who may see every unit, without any query of ours between.</summary>
    private static async Task<long> BehindTheWallAsync(Office office, string compartments)
    {
        await using var connection = await office.Database.App.OpenConnectionAsync();
        await using var begin = await connection.BeginTransactionAsync();
        await using var who = new NpgsqlCommand("select set_config('app.scope', '{[1,1000]}', true), set_config('app.person', gen_random_uuid()::text, true), set_config('app.compartments', $1, true), set_config('app.receipt', '', true)", connection) { Parameters = { new() { Value = compartments } } };
        await who.ExecuteNonQueryAsync();
        await using var count = new NpgsqlCommand("select count(*) from dossier", connection);
        return (long)(await count.ExecuteScalarAsync())!;
    }

    private static async Task<Guid> OrderAsync(Office office, string title)
    {
        var id = Ids.New(office.Get<LocalTime>().Now);
        return await office.Get<Desk>().OpenAsync(id, new GiveOrder(office.Town, title, "核对台账", office.TownOffice, new(2030, 3, 1)), await office.ActorAsync(office.CountyOffice), default) is { } refusal ? throw new InvalidOperationException(refusal.Words.En) : id;
    }
}

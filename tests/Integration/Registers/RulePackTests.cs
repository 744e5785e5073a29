using Qinglian.Kernel;
using Qinglian.Kernel.Access;
using Qinglian.Kernel.Organisations;
using Qinglian.Kernel.Registers;
using Qinglian.Foundation.RulePacks;
using static Qinglian.Tests.Integration.Registers.RegisterWorld;

namespace Qinglian.Tests.Integration.Registers;

public sealed class RulePackTests
{
    [Fact]
    public async Task Named_packs_are_there_from_the_start_and_none_can_be_cited()
    {
        await using var world = await OpenAsync();
        await world.Registrar.SeedAsync(default);
        await world.Registrar.SeedAsync(default);
        var citations = new RuleCitations(world.Registrar, world.Book);

        Assert.Equal(NamedPacks.All.Count, await world.Database.AskAsync<long>("select count(*) from rule_pack"));
        foreach (var pack in NamedPacks.All)
        {
            var (clause, refusal) = await citations.CiteAsync(pack.Code, pack.Version, "1", null, Today, Actor.System, default);
            Assert.Null(clause);
            Assert.IsType<PackUndefined>(refusal);
        }
    }

    [Fact]
    public async Task A_pack_becomes_usable_only_with_its_clauses_and_its_issuer()
    {
        await using var world = await OpenAsync();
        var row = new RulePackRow("local-ten", "2025", "本局十条纪律", RulePackState.Undefined);
        var id = await world.AddAsync(row);
        var usable = row with { State = RulePackState.Usable, IssuedBy = "清川县交通局" };

        Assert.Equal("IssuedBy", Assert.Single(await world.Registrar.ChangeAsync(id, row with { State = RulePackState.Usable }, 1, Today, "提供内容", Actor.System, default)).Field);
        Assert.IsType<PackHasNoClauses>(Assert.Single(await world.Registrar.ChangeAsync(id, usable, 1, Today, "提供内容", Actor.System, default)));
        await world.AddAsync(new RuleClauseRow("local-ten", "2025", "1", "不得迟到。"), Today);
        Assert.Empty(await world.Registrar.ChangeAsync(id, usable, 1, Today, "提供内容", Actor.System, default));

        var citations = new RuleCitations(world.Registrar, world.Book);
        Assert.Equal("不得迟到。", (await citations.CiteAsync("local-ten", "2025", "1", null, Today, Actor.System, default)).Clause!.Clause.Text);
        Assert.IsType<ClauseNotInForce>((await citations.CiteAsync("local-ten", "2025", "2", null, Today, Actor.System, default)).Refusal);
        Assert.IsType<PackUndefined>((await citations.CiteAsync("local-ten", "2025", "1", null, new(2026, 3, 4), Actor.System, default)).Refusal);
    }

    [Fact]
    public async Task A_unit_refines_a_clause_and_the_refinement_keeps_where_it_came_from()
    {
        await using var world = await OpenAsync();
        var county = await world.UnitAsync("C", "清川县", null, UnitKind.Region);
        var bureau = await world.UnitAsync("B", "交通局", county);
        var office = await world.HolderAsync("O", Duties.Office, bureau);
        await world.AddAsync(new RulePackRow("p", "1", "包", RulePackState.Undefined));
        var parent = await world.AddAsync(new RuleClauseRow("p", "1", "1", "总则"));

        async Task<string?> FieldOf(RuleClauseRow row) =>
            await world.Registrar.AddAsync(Ids.New(world.Clock), row, Today, null, office, default) is [var refusal, ..] ? refusal.Field ?? refusal.Code : null;

        Assert.Equal("NotYourRegister", await FieldOf(new("p", "1", "2", "越权")));
        Assert.Equal("Above", await FieldOf(new("p", "1", "1.1", "细则", null, bureau)));
        Assert.Equal("Above", await FieldOf(new("p", "1", "9.1", "细则", "9", bureau)));
        Assert.Equal("Number", await FieldOf(new("p", "1", "2.1", "细则", "1", bureau)));
        Assert.Equal("Number", await FieldOf(new("p", "1", "一", "细则", "1", bureau)));
        Assert.Null(await FieldOf(new("p", "1", "1.1", "细则", "1", bureau)));
        Assert.Null(await FieldOf(new("p", "1", "1.1.1", "细则之细则", "1.1", bureau)));
        Assert.NotEmpty(await world.Registrar.EndAsync(world.Book.Of<RuleClauseRow>(), parent, 1, Today, "废止", Actor.System, default));
    }
}

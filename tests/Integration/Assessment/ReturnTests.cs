using Qinglian.Assessment.Returns;
using Qinglian.Kernel;
using Qinglian.Kernel.Access;
using Qinglian.Kernel.Organisations;
using Qinglian.Kernel.Procedures;
using Qinglian.Responsibilities.Lists;

namespace Qinglian.Tests.Integration.Assessment;

/// <summary>R117: the return of a month is made from the records, confirmed, locked, corrected beside itself, and added up.</summary>
public sealed class ReturnTests
{
    [Fact]
    public async Task A_return_opens_with_what_the_records_give_for_the_unit_and_those_it_answers_for()
    {
        await using var months = await Months.OpenAsync();
        months.Go("2026-01-12");
        await months.TaskAsync("bureau", "2026-02-20");
        await months.TaskAsync("village", "2026-02-20");
        await months.TaskAsync("village", "2026-02-21");

        await months.BeginAsync("2026-02-02");

        Assert.Equal(1, (await months.ReturnAsync("bureau", "2026-01")).Counted["responsibilities.items-given"]);
        Assert.Equal(2, (await months.ReturnAsync("town", "2026-01")).Counted["responsibilities.items-given"]);
        Assert.Equal(new DateOnly(2026, 2, 5), (await months.ReturnAsync("town", "2026-01")).DueOn);
        Assert.Equal(3, await months.World.Database.AskAsync<long>("select count(*) from dossier where procedure = 'monthly-return'"));
    }

    [Fact]
    public async Task The_calendar_opens_each_return_once()
    {
        await using var months = await Months.OpenAsync();
        await months.BeginAsync("2026-03-02");
        await months.BeginAsync("2026-03-02");

        Assert.Equal(["2026-01", "2026-02"], (await months.World.Get<Returns>().AllEditionsAsync([Period.Month(2025, 12), Period.Month(2026, 1), Period.Month(2026, 2)], [months.World.Unit("bureau")], Actor.System, default)).Select(r => r.Period).Order());
    }

    [Fact]
    public async Task Counted_figures_follow_the_records_until_the_return_is_sent()
    {
        await using var months = await Months.OpenAsync();
        months.Go("2026-01-12");
        var task = await months.TaskAsync("bureau", "2026-01-20");
        await months.BeginAsync("2026-02-02");
        var @return = await months.ReturnAsync("bureau", "2026-01");
        Assert.Equal(0, @return.Counted["warnings.alerts-raised"]);

        months.Go("2026-01-22");
        await months.World.RunAsync("warnings.ladder");
        months.Go("2026-02-03");
        @return = await months.World.Get<Returns>().RefreshAsync(@return, default);
        Assert.Equal(1, @return.Counted["warnings.alerts-raised"]);
        Assert.Null(await months.SendAsync(@return, months.Bureau, zero: true));

        await months.World.ActAsync(task, new Qinglian.Responsibilities.Items.WithdrawItem("重复"), await months.World.ActorAsync("县委办经办"));
        var sent = await months.World.Get<Returns>().RefreshAsync(await months.ReadAsync<MonthlyReturn>(@return.Id), default);
        Assert.Equal(@return.Counted, sent.Counted);
    }

    [Fact]
    public async Task A_zero_return_is_said_in_so_many_words()
    {
        await using var months = await Months.OpenAsync();
        await months.BeginAsync("2026-02-02");
        var @return = await months.ReturnAsync("bureau", "2026-01");

        Assert.Equal(nameof(SendReturn.Zero), (await months.SendAsync(@return, months.Bureau))!.Field);
        Assert.Equal(nameof(SendReturn.Zero), (await months.SendAsync(@return, months.Bureau, true, ("reports-received", 1)))!.Field);
        Assert.Null(await months.SendAsync(@return, months.Bureau, zero: true));
    }

    [Fact]
    public async Task Every_figure_asked_for_is_given_and_no_other()
    {
        await using var months = await Months.OpenAsync();
        await months.BeginAsync("2026-02-02");
        var @return = await months.ReturnAsync("bureau", "2026-01");

        Task<Refusal?> Send(params TypedFigure[] figures) => months.World.Desk.ActAsync(@return.Id, new SendReturn(new(figures, []), false, null), months.Bureau, null, default);

        Assert.IsType<MustBeFilledIn>(await Send(new TypedFigure("reports-received", 1)));
        Assert.Equal("figure:warnings.alerts-raised", (await Send(new TypedFigure("warnings.alerts-raised", 0)))!.Field);
        Assert.Equal("figure:reports-received", (await months.SendAsync(@return, months.Bureau, false, ("reports-received", -1)))!.Field);
    }

    [Fact]
    public async Task Over_the_year_a_part_is_never_more_than_the_whole()
    {
        await using var months = await Months.OpenAsync();
        await months.BeginAsync("2026-02-02");
        Assert.Null(await months.SendAsync(await months.ReturnAsync("bureau", "2026-01"), months.Bureau, false, ("reports-received", 2)));
        await months.BeginAsync("2026-03-02");
        var second = await months.ReturnAsync("bureau", "2026-02");

        Assert.Equal("figure:reports-true", (await months.SendAsync(second, months.Bureau, false, ("reports-true", 3)))!.Field);
        Assert.Null(await months.SendAsync(second, months.Bureau, false, ("reports-true", 2)));
    }

    [Fact]
    public async Task A_sudden_jump_needs_a_reason()
    {
        await using var months = await Months.OpenAsync();
        await months.BeginAsync("2026-02-02");
        Assert.Null(await months.SendAsync(await months.ReturnAsync("bureau", "2026-01"), months.Bureau, false, ("reports-received", 2)));
        await months.BeginAsync("2026-03-02");
        var second = await months.ReturnAsync("bureau", "2026-02");

        Assert.Equal("remark:reports-received", (await months.SendAsync(second, months.Bureau, false, ("reports-received", 6)))!.Field);
        var sheet = Months.Sheet(("reports-received", 6)) with { Remarks = [new("reports-received", "开通了举报信箱")] };
        Assert.Null(await months.World.Desk.ActAsync(second.Id, new SendReturn(sheet, false, null), months.Bureau, null, default));
    }

    [Fact]
    public async Task What_is_sent_is_locked_and_a_correction_keeps_both_editions()
    {
        await using var months = await Months.OpenAsync();
        await months.BeginAsync("2026-02-02");
        var first = await months.ReturnAsync("bureau", "2026-01");
        Assert.Null(await months.SendAsync(first, months.Bureau, false, ("reports-received", 2)));

        Assert.IsType<NotFromHere>(await months.SendAsync(first, months.Bureau, false, ("reports-received", 3)));
        months.Go("2026-02-20");
        var (id, refusal) = await months.World.Get<Returns>().CorrectAsync(first.Id, Months.Sheet(("reports-received", 3)), false, null, "漏计一件来信", months.Bureau, default);
        Assert.Null(refusal);

        var second = await months.ReturnAsync("bureau", "2026-01");
        Assert.Equal((id, 2, 3, "漏计一件来信"), (second.Id, second.Edition, second.Typed["reports-received"], second.Reason));
        Assert.Equal(2, (await months.ReadAsync<MonthlyReturn>(first.Id)).Typed["reports-received"]);
        Assert.False(second.Late);
        Assert.IsType<CorrectedMeanwhile>((await months.World.Get<Returns>().CorrectAsync(first.Id, Months.Sheet(), true, null, "再改", months.Bureau, default)).Refusal);
        Assert.Equal(1, await months.FactsAsync(ReturnFacts.Corrected));
    }

    [Fact]
    public async Task Nobody_else_sends_or_corrects_the_return_of_a_unit()
    {
        await using var months = await Months.OpenAsync();
        await months.BeginAsync("2026-02-02");
        var @return = await months.ReturnAsync("bureau", "2026-01");

        await Assert.ThrowsAsync<NotFoundException>(() => months.SendAsync(@return, months.Town, zero: true));
        Assert.IsType<NotYourPart>(await months.SendAsync(@return, months.Supervisor, zero: true));
        Assert.Null(await months.SendAsync(@return, months.Bureau, zero: true));
        Assert.IsType<NotYourPart>((await months.World.Get<Returns>().CorrectAsync(@return.Id, Months.Sheet(), true, null, "改", months.Supervisor, default)).Refusal);
    }

    [Fact]
    public async Task On_the_6th_what_was_not_sent_is_on_record_and_climbs_the_ladder()
    {
        await using var months = await Months.OpenAsync();
        await months.BeginAsync("2026-02-02");
        Assert.Null(await months.SendAsync(await months.ReturnAsync("bureau", "2026-01"), months.Bureau, zero: true));

        await months.BeginAsync("2026-02-05");
        Assert.Equal(0, await months.FactsAsync(ReturnFacts.NotSent));
        await months.BeginAsync("2026-02-06");
        await months.BeginAsync("2026-02-06");
        await months.World.RunAsync("warnings.ladder");

        Assert.Equal(2, await months.FactsAsync(ReturnFacts.NotSent));
        var town = await months.ReturnAsync("town", "2026-01");
        Assert.True(town.Noted);
        Assert.Equal(1, await months.World.Database.AskAsync<long>($"select count(*) from dossier where procedure = 'alert' and origin = '{town.Id}' and closed_at is null"));
        Assert.Null(await months.SendAsync(town, months.Town, zero: true));
        Assert.True((await months.ReturnAsync("town", "2026-01")).Late);
        Assert.Equal(1, await months.FactsAsync(ReturnFacts.Late));
        await months.World.RunAsync("warnings.ladder");
        Assert.Equal(0, await months.World.Database.AskAsync<long>($"select count(*) from dossier where procedure = 'alert' and origin = '{town.Id}' and closed_at is null"));
    }

    [Fact]
    public async Task A_return_that_never_came_is_recorded_as_such_only_after_the_unit_was_told()
    {
        await using var months = await Months.OpenAsync();
        await months.BeginAsync("2026-02-02");
        var town = await months.ReturnAsync("town", "2026-01");

        Assert.IsType<NotYet>(await months.World.Desk.ActAsync(town.Id, new RecordMissing("机构合并"), months.Supervisor, null, default));
        await months.BeginAsync("2026-02-06");
        await months.World.ActAsync(town.Id, new RecordMissing("机构合并"), months.Supervisor);

        Assert.Equal(ReturnStanding.NotSent, Grid.StandingOf(await months.ReturnAsync("town", "2026-01"), new(2026, 2, 6)));
    }

    [Fact]
    public async Task Returns_add_up_from_village_to_town_to_county()
    {
        await using var months = await Months.OpenAsync();
        await months.SetAsync(ReturnSettings.Kinds, "Department,Town,Village");
        await months.BeginAsync("2026-02-02");
        Assert.Null(await months.SendAsync(await months.ReturnAsync("village", "2026-01"), await months.World.ActorAsync("村文书"), false, ("reports-received", 1)));
        Assert.Null(await months.SendAsync(await months.ReturnAsync("town", "2026-01"), months.Town, false, ("reports-received", 2)));
        Assert.Null(await months.SendAsync(await months.ReturnAsync("bureau", "2026-01"), months.Bureau, false, ("reports-received", 4)));

        var organisation = months.World.Rules.Organisation;
        var returns = await months.World.Get<Returns>().ReadAsync([Period.Month(2026, 1)], null, Actor.System, default);
        var county = Consolidation.Of(organisation[months.World.Unit("county")], organisation, returns);
        var town = Consolidation.Of(organisation[months.World.Unit("town")], organisation, returns);

        Assert.Equal(7, county[^1].Figures["reports-received"]);
        Assert.Equal((3, 4), (county[^1].Returns, county[^1].Expected));
        var row = county.Single(r => r.Unit?.Name == "柳林镇");
        Assert.Equal((3, true), (row.Figures["reports-received"], row.Below));
        Assert.Equal([2, 1, 3], town.Select(r => r.Figures["reports-received"]));
    }

    [Fact]
    public async Task Matters_that_only_a_few_may_know_of_are_in_no_figure()
    {
        await using var months = await Months.OpenAsync();
        months.Go("2026-01-12");
        var task = await months.TaskAsync("bureau", "2026-02-20");
        await months.TaskAsync("bureau", "2026-02-21");
        await months.World.Database.ExecuteAsync($"alter table dossier disable trigger all; update dossier set compartment = 'group' where id = '{task}'; alter table dossier enable trigger all");

        await months.BeginAsync("2026-02-02");

        Assert.Equal(1, (await months.ReturnAsync("bureau", "2026-01")).Counted["responsibilities.items-given"]);
    }

    [Fact]
    public async Task Once_the_clauses_of_a_pack_are_supplied_each_is_asked_for()
    {
        await using var months = await Months.OpenAsync();
        await months.World.AddAsync(new Qinglian.Foundation.RulePacks.RulePackRow("ba-xiang-guiding", "9", "八项规定", Qinglian.Foundation.RulePacks.RulePackState.Undefined, "测试机关"));
        foreach (var number in (string[])["1", "2"]) await months.World.AddAsync(new Qinglian.Foundation.RulePacks.RuleClauseRow("ba-xiang-guiding", "9", number, $"第{number}条内容"));
        await months.World.Database.ExecuteAsync("alter table rule_pack disable trigger all; update rule_pack set state = 'Usable' where version = '9'; alter table rule_pack enable trigger all");

        await months.BeginAsync("2026-02-02");

        Assert.Equal(["reports-received", "reports-true", "breaches-dealt-with.1", "breaches-dealt-with.2", "ten-rules-breaches"], (await months.ReturnAsync("bureau", "2026-01")).Asked.Select(a => a.Code));
    }
}

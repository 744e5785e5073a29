using Qinglian.Kernel;
using Qinglian.Kernel.Access;
using Qinglian.Kernel.Procedures;
using Qinglian.Responsibilities.Documents;
using Qinglian.Responsibilities.Items;
using Qinglian.Responsibilities.WorkOrders;

namespace Qinglian.Tests.Integration.Pages;

/// <summary>The search above every page: it finds by what things are called and by what they say, and nothing that is not the person's to know.</summary>
public sealed class SearchTests
{
    [Fact]
    public async Task Matters_are_found_by_their_content_and_show_the_place()
    {
        await using var office = await Office.OpenAsync();
        await OrderAsync(office, "春耕物资检查", "逐村核对种子化肥调拨单，形成清单。");
        await OrderAsync(office, "防汛值班检查", "抽查夜间值守。");
        var browser = office.Browse(office.TownOffice);

        await browser.GoAsync("/search?q=种子化肥");
        Assert.Contains("春耕物资检查", browser.Page, StringComparison.Ordinal);
        Assert.Contains("<mark>种子化肥</mark>", browser.Page, StringComparison.Ordinal);
        Assert.DoesNotContain("防汛值班检查", browser.Page, StringComparison.Ordinal);

        // Both pairs stand in the text, but not side by side: 核对…调拨 is no 核对调拨.
        Assert.Contains("没有找到", await browser.GoAsync("/search?q=核对调拨"), StringComparison.Ordinal);
        Assert.Contains("春耕物资检查", await browser.GoAsync("/search?q=核对%20调拨"), StringComparison.Ordinal);
        Assert.Contains("春耕物资检查", await browser.GoAsync("/search?q=耕"), StringComparison.Ordinal);
        Assert.Contains("防汛值班检查", await browser.GoAsync("/search?q=gd-" + office.Today.Year + "-0000"), StringComparison.Ordinal);
        Assert.Contains("没有找到", await browser.GoAsync("/search?q=%25_%5C"), StringComparison.Ordinal);

        // What the content says now is what it is found by.
        var order = (await office.Get<IDossiers>().ListAsync(new() { Text = "种子化肥" }, Actor.System, default)).Dossiers.Single();
        Assert.Null(await office.Get<Desk>().ActAsync(order.Id, new EditItem(order.Title, "逐村核对农膜。", ((Item)order).Due, null, "更正"), await office.ActorAsync(office.CountyOffice), null, default));
        Assert.Contains("没有找到", await browser.GoAsync("/search?q=种子化肥"), StringComparison.Ordinal);
        Assert.Contains("春耕物资检查", await browser.GoAsync("/search?q=农膜"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_document_is_found_by_what_it_says()
    {
        await using var office = await Office.OpenAsync();
        var refusal = await office.Get<Desk>().OpenAsync(Ids.New(office.Get<LocalTime>().Now), new ImportDocument(office.County, "在全县大会上的讲话", "各位同志：\n县财政局要在3月底前完成专项资金清理。"), await office.ActorAsync(office.CountyOffice), default);
        Assert.Null(refusal);

        Assert.Contains("在全县大会上的讲话", await office.Browse(office.CountyOffice).GoAsync("/search?q=专项资金清理"), StringComparison.Ordinal);
        Assert.Contains("没有找到", await office.Browse(office.TownOffice).GoAsync("/search?q=专项资金清理"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Units_and_persons_are_found_as_far_as_the_registers_are_the_persons_to_read()
    {
        await using var office = await Office.OpenAsync();

        var county = await office.Browse(office.CountyOffice).GoAsync("/search?q=镇办");
        Assert.Contains("郑镇办", county, StringComparison.Ordinal);
        Assert.Contains("柳林镇", county, StringComparison.Ordinal);
        Assert.Contains("柳林镇", await office.Browse(office.Clerk).GoAsync("/search?q=柳林"), StringComparison.Ordinal);
        Assert.DoesNotContain("周办公", await office.Browse(office.Clerk).GoAsync("/search?q=周办"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_finds_or_counts_what_is_not_theirs()
    {
        await using var office = await Office.OpenAsync();
        var order = await OrderAsync(office, "春耕物资检查", "核对台账。");
        foreach (var person in new[] { office.Clerk, await office.PersonAsync("D001", "冯局办", office.Bureau, (Duties.Office, office.Bureau, Reach.Own)) })
        {
            Assert.Contains("没有找到", await office.Browse(person).GoAsync("/search?q=春耕"), StringComparison.Ordinal);
            Assert.Equal(0, await office.Get<IDossiers>().CountAsync(new() { Text = "春耕" }, await office.ActorAsync(person), 100, default));
        }

        // Whoever must not know of it does not find it either.
        Assert.Null(await office.Get<Desk>().ActAsync(order, new RecusePerson(office.TownOffice, "近亲属"), await office.ActorAsync(office.CountyOffice), null, default));
        Assert.Contains("没有找到", await office.Browse(office.TownOffice).GoAsync("/search?q=春耕"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_search_is_paged_by_key_like_every_list()
    {
        await using var office = await Office.OpenAsync();
        for (var i = 0; i < 25; i++) await OrderAsync(office, $"春耕物资检查第{i + 1}次", "核对台账。");
        var browser = office.Browse(office.CountyOffice);

        await browser.GoAsync("/search?q=春耕");
        await browser.GoAsync(browser.LinkTo("/lists?q="));
        Assert.Contains("第25次", browser.Page, StringComparison.Ordinal);
        Assert.DoesNotContain("第5次", browser.Page, StringComparison.Ordinal);
        await browser.GoAsync(browser.LinkTo("after="));
        Assert.Contains("第5次", browser.Page, StringComparison.Ordinal);
        Assert.DoesNotContain("第25次", browser.Page, StringComparison.Ordinal);
    }

    private static async Task<Guid> OrderAsync(Office office, string title, string task)
    {
        var id = Ids.New(office.Get<LocalTime>().Now);
        return await office.Get<Desk>().OpenAsync(id, new GiveOrder(office.Town, title, task, office.TownOffice, new(2030, 3, 1)), await office.ActorAsync(office.CountyOffice), default) is { } refusal ? throw new InvalidOperationException(refusal.Words.En) : id;
    }
}

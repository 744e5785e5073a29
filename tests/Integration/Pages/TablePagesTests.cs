using System.Net;
using System.Text;
using Qinglian.Documents;
using Qinglian.Documents.Sheets;
using Qinglian.Kernel;
using Qinglian.Kernel.Access;
using Qinglian.Kernel.Procedures;

namespace Qinglian.Tests.Integration.Pages;

/// <summary>Dossiers out to tables and documents, and opened from tables.</summary>
public sealed class TablePagesTests
{
    private const string Import = "/lists/work-order/import/GiveOrder";

    [Fact]
    public async Task A_table_opens_a_matter_for_each_good_row_and_the_same_table_again_opens_none()
    {
        await using var office = await Office.OpenAsync();
        var browser = office.Browse(office.CountyOffice);
        var csv = Encoding.UTF8.GetBytes("承办单位,工单名称,任务,承办人,完成期限\n" +
            "柳林镇,春耕物资检查,核对台账并上报,郑镇办,2030年3月1日\n" +
            "柳林镇,防汛值班检查,抽查夜间值班,C001,2030-05-01\n" +
            "柳林镇,期限已过,补做,郑镇办,2020-01-01\n" +
            "柳林镇,查无此人,补做,赵六,2030-01-01\n" +
            ",没有单位,补做,郑镇办,2030-01-01\n");

        await browser.GoAsync("/lists/work-order/import");
        Assert.Equal(Import, browser.Here.AbsolutePath);
        await browser.UploadAsync(Import, "工单.csv", csv);
        await browser.WaitAsync();
        Assert.Contains("日期不能早于今天", browser.Page, StringComparison.Ordinal);
        Assert.Contains("名册中没有编号或姓名为“赵六”的人员", browser.Page, StringComparison.Ordinal);
        Assert.Equal(0, await OrdersAsync(office));

        var failures = await browser.FileAsync(browser.LinkTo("/failures"));
        Assert.True(failures.Length > 1000);
        await browser.SendAsync(browser.Here.AbsolutePath);
        await browser.WaitAsync();
        Assert.Equal(2, await OrdersAsync(office));

        await browser.GoAsync(Import);
        await browser.UploadAsync(Import, "工单.csv", csv);
        await browser.WaitAsync();
        Assert.Contains("不重复登记", browser.Page, StringComparison.Ordinal);
        Assert.DoesNotContain("确认导入", browser.Page, StringComparison.Ordinal);
        Assert.Equal(2, await OrdersAsync(office));
    }

    [Fact]
    public async Task A_list_goes_out_as_an_official_ledger_with_the_same_filter_and_a_line_says_so()
    {
        await using var office = await Office.OpenAsync();
        await OrderAsync(office, "春耕物资检查");
        await OrderAsync(office, "防汛值班检查");
        var browser = office.Browse(office.CountyOffice);

        var file = await browser.FileAsync("/lists/work-order/export?q=春耕");
        var reading = SheetReader.Read(new MemoryStream(file), "x.xlsx", [new("number", new("编号", "Number")), new("title", new("标题", "Title")), new("late", new("是否逾期", "Overdue"))]);
        Assert.Equal("春耕物资检查", Assert.Single(reading.Rows).Values[1]);
        Assert.Equal("list-work-order", reading.Origin!.Code);
        Assert.Equal(1, await office.Database.AskAsync<long>("select count(*) from ledger_line where kind = 'Export' and procedure = 'work-order'"));

        // Nobody's list shows what is not theirs.
        Assert.Empty(SheetReader.Read(new MemoryStream(await office.Browse(office.Clerk).FileAsync("/lists/work-order/export")), "x.xlsx", [new("number", new("编号", "Number")), new("title", new("标题", "Title"))]).Rows);

        // What came from there does not go back in as new matters: nothing in it has changed.
        await browser.GoAsync(Import);
        await browser.UploadAsync(Import, "x.xlsx", file);
        await browser.WaitAsync();
        Assert.Contains("没有需要合并的内容", browser.Page, StringComparison.Ordinal);
        Assert.Equal(2, await OrdersAsync(office));
    }

    [Fact]
    public async Task A_matter_goes_out_as_an_official_document_with_its_course()
    {
        await using var office = await Office.OpenAsync();
        var id = await OrderAsync(office, "春耕物资检查");

        var file = await office.Browse(office.CountyOffice).FileAsync($"/dossiers/{id}/document");
        var text = DocumentText.Read(new MemoryStream(file), "x.docx").Text!;

        Assert.Contains("春耕物资检查", text, StringComparison.Ordinal);
        Assert.Contains("GD-", text, StringComparison.Ordinal);
        Assert.Contains("派发工单", text, StringComparison.Ordinal);
        Assert.Contains("周办公", text, StringComparison.Ordinal);
        var other = office.Browse(office.Clerk);
        await other.GoAsync($"/dossiers/{id}/document");
        Assert.Equal(HttpStatusCode.NotFound, other.Status);
    }

    [Fact]
    public async Task Figures_count_what_the_person_may_see_and_lead_to_the_list_behind_them()
    {
        await using var office = await Office.OpenAsync();
        await OrderAsync(office, "春耕物资检查");
        var browser = office.Browse(office.CountyOffice);

        await browser.GoAsync("/statistics");
        Assert.Equal(HttpStatusCode.OK, browser.Status);
        Assert.Contains("郑镇办", browser.Page, StringComparison.Ordinal);
        await browser.GoAsync(browser.LinkTo($"/lists?unit={office.Town}"));
        Assert.Contains("春耕物资检查", browser.Page, StringComparison.Ordinal);
        Assert.NotEmpty(await browser.FileAsync("/statistics/export"));
        Assert.DoesNotContain("郑镇办（", await office.Browse(office.Clerk).GoAsync("/statistics"), StringComparison.Ordinal);
        await office.Browse(office.Administrator).GoAsync("/statistics");
    }

    private static async Task<Guid> OrderAsync(Office office, string title)
    {
        var id = Ids.New(office.Get<LocalTime>().Now);
        var refusal = await office.Get<Desk>().OpenAsync(id, new Qinglian.Responsibilities.WorkOrders.GiveOrder(office.Town, title, "核对台账", office.TownOffice, new(2030, 3, 1)), await office.ActorAsync(office.CountyOffice), default);
        return refusal is null ? id : throw new InvalidOperationException(refusal.Words.En);
    }

    private static Task<int> OrdersAsync(Office office) => office.Get<IDossiers>().CountAsync(new() { Procedure = "work-order" }, Actor.System, 100, default);
}

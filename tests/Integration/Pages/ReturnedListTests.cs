using System.Globalization;
using System.IO.Compression;
using System.Net;
using System.Xml.Linq;
using Qinglian.Documents.Sheets;
using Qinglian.Kernel;
using Qinglian.Kernel.Access;
using Qinglian.Kernel.Procedures;
using Qinglian.Responsibilities.Items;
using Qinglian.Responsibilities.WorkOrders;

namespace Qinglian.Tests.Integration.Pages;

/// <summary>A list of dossiers goes out as a ledger and comes back with changes: what may be changed is changed, by whoever may, and nothing else.</summary>
public sealed class ReturnedListTests
{
    private const string Changes = "/lists/work-order/import/changes";
    private const string Title = "标题（可改）", Text = "措施和要求（可改）", Due = "完成期限（可改）", Owner = "责任人（可改）";

    [Fact]
    public async Task Only_the_differences_are_shown_and_carried_out_by_the_action_with_a_reason()
    {
        await using var office = await Office.OpenAsync();
        var (first, second) = (await OrderAsync(office, "春耕物资检查"), await OrderAsync(office, "防汛值班检查"));
        var browser = office.Browse(office.CountyOffice);
        var file = await browser.FileAsync("/lists/work-order/export");

        var changed = Typed(file, (await NumberAsync(office, first), Title, "春耕农资检查"), (await NumberAsync(office, first), Due, "2030年4月1日"));

        // Handed in at the usual place: what it is, is recognised.
        await ShowAsync(browser, "/lists/work-order/import/GiveOrder", changed);
        Assert.StartsWith(Changes, browser.Here.AbsolutePath, StringComparison.Ordinal);
        Assert.Contains("春耕农资检查", browser.Page, StringComparison.Ordinal);
        Assert.Contains("2030-04-01", browser.Page, StringComparison.Ordinal);
        Assert.DoesNotContain("防汛值班检查", browser.Page, StringComparison.Ordinal);
        Assert.Equal("春耕物资检查", (await ReadAsync(office, first)).Title);

        await browser.SendAsync(browser.Here.PathAndQuery, ("reason", ""));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, browser.Status);
        await browser.SendAsync(browser.Here.PathAndQuery, ("reason", "按会议意见调整"));
        await browser.WaitAsync();

        var order = await ReadAsync(office, first);
        Assert.Equal(("春耕农资检查", new DateOnly(2030, 4, 1), "核对台账"), (order.Title, order.Due, order.Text));
        Assert.Equal(2, order.Revision);
        Assert.Equal(1, (await ReadAsync(office, second)).Revision);
        Assert.Contains("按会议意见调整", await browser.GoAsync($"/dossiers/{first}"), StringComparison.Ordinal);

        // The same file again: everything in it is there already.
        await ShowAsync(browser, Changes, changed);
        Assert.Contains("没有需要合并的内容", browser.Page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_row_that_changes_what_is_only_to_be_read_is_given_back_with_the_reason_and_can_be_mended_and_sent_again()
    {
        await using var office = await Office.OpenAsync();
        var (first, second) = (await OrderAsync(office, "春耕物资检查"), await OrderAsync(office, "防汛值班检查"));
        var browser = office.Browse(office.CountyOffice);
        var file = await browser.FileAsync("/lists/work-order/export");

        await ShowAsync(browser, Changes, Typed(file,
            (await NumberAsync(office, first), "状态", "已销号"), (await NumberAsync(office, first), Title, "春耕农资检查"),
            (await NumberAsync(office, second), Due, "2020-01-01"), (await NumberAsync(office, second), Text, "抽查夜间值班")));
        Assert.Contains("“状态”只供查看", browser.Page, StringComparison.Ordinal);
        Assert.Contains("系统中为“已下达”", browser.Page, StringComparison.Ordinal);
        Assert.Contains("日期不能早于今天", browser.Page, StringComparison.Ordinal);

        var failures = await browser.FileAsync(browser.LinkTo("/failures"));
        await ShowAsync(browser, Changes, Typed(failures, (await NumberAsync(office, first), "状态", "已下达"), (await NumberAsync(office, second), Due, "2030-05-01")));
        Assert.DoesNotContain("只供查看", browser.Page, StringComparison.Ordinal);
        await browser.SendAsync(browser.Here.PathAndQuery, ("reason", "补正"));
        await browser.WaitAsync();

        Assert.Equal("春耕农资检查", (await ReadAsync(office, first)).Title);
        var order = await ReadAsync(office, second);
        Assert.Equal((new DateOnly(2030, 5, 1), "抽查夜间值班"), (order.Due, order.Text));
        Assert.Equal("Issued", order.StateName);
    }

    [Fact]
    public async Task What_changed_here_as_well_waits_for_a_decision_and_what_changed_after_the_look_is_refused()
    {
        await using var office = await Office.OpenAsync();
        var (first, second) = (await OrderAsync(office, "春耕物资检查"), await OrderAsync(office, "防汛值班检查"));
        var browser = office.Browse(office.CountyOffice);
        var file = await browser.FileAsync("/lists/work-order/export");
        var actor = await office.ActorAsync(office.CountyOffice);
        Assert.Null(await office.Get<Desk>().ActAsync(first, new EditItem("春耕种子检查", "核对台账", new(2030, 3, 1), null, "更正"), actor, null, default));

        await ShowAsync(browser, Changes, Typed(file, (await NumberAsync(office, first), Title, "春耕农资检查"), (await NumberAsync(office, second), Title, "防汛物资检查")));
        Assert.Contains("导出之后系统中也改过", browser.Page, StringComparison.Ordinal);
        Assert.Contains("春耕种子检查", browser.Page, StringComparison.Ordinal);

        // A note changes nothing the table speaks of; a new title does.
        Assert.Null(await office.Get<Desk>().ActAsync(second, new AddNote("已知悉"), actor, null, default));
        await browser.SendAsync(browser.Here.PathAndQuery, ("reason", "合并"));
        await browser.WaitAsync();
        Assert.Equal("春耕种子检查", (await ReadAsync(office, first)).Title);
        Assert.Equal("防汛物资检查", (await ReadAsync(office, second)).Title);

        await ShowAsync(browser, Changes, Typed(await browser.FileAsync("/lists/work-order/export"), (await NumberAsync(office, second), Title, "防汛值守检查")));
        Assert.Null(await office.Get<Desk>().ActAsync(second, new EditItem("防汛备勤检查", "核对台账", new(2030, 3, 1), null, "更正"), actor, null, default));
        await browser.SendAsync(browser.Here.PathAndQuery, ("reason", "再改"));
        await browser.WaitAsync();
        Assert.Contains("此件已被他人办理", browser.Page, StringComparison.Ordinal);
        Assert.Equal("防汛备勤检查", (await ReadAsync(office, second)).Title);
    }

    [Fact]
    public async Task Whoever_may_not_carry_the_change_out_by_a_form_may_not_by_a_table_either()
    {
        await using var office = await Office.OpenAsync();
        var order = await OrderAsync(office, "春耕物资检查");
        var number = await NumberAsync(office, order);
        var browser = office.Browse(office.TownOffice);
        var file = await browser.FileAsync("/lists/work-order/export");
        Assert.Contains("<x:sheetProtection", Part(file), StringComparison.Ordinal);

        await ShowAsync(browser, Changes, Typed(file, (number, Title, "我自己改的")));
        Assert.Contains("此步骤只能由", browser.Page, StringComparison.Ordinal);
        Assert.DoesNotContain("采纳所选变化", browser.Page, StringComparison.Ordinal);

        // The owner is changed by the unit's own action, once the order is accepted: each column goes by its own rights.
        Assert.Null(await office.Get<Desk>().ActAsync(order, new AcceptItem(null), await office.ActorAsync(office.TownOffice), null, default));
        var colleague = await office.PersonAsync("C003", "郑干事", office.Town);
        await ShowAsync(browser, Changes, Typed(file, (number, Owner, "C003")));
        await browser.SendAsync(browser.Here.PathAndQuery, ("reason", "人员调整"));
        await browser.WaitAsync();
        Assert.Equal(colleague, (await ReadAsync(office, order)).Assignee);
        Assert.Equal("春耕物资检查", (await ReadAsync(office, order)).Title);

        // What is not this person's to see does not exist for them, whatever stands in the file.
        var other = office.Browse(await office.PersonAsync("D001", "冯局办", office.Bureau, (Duties.Office, office.Bureau, Reach.Own)));
        await ShowAsync(other, Changes, Typed(file, (number, Title, "偷改")));
        Assert.Contains("不在您的权限范围内", other.Page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_ledger_keeps_its_meaning_through_a_spreadsheet_program_and_marks_what_may_be_changed()
    {
        await using var office = await Office.OpenAsync();
        var order = await OrderAsync(office, "春耕物资检查");
        var file = await office.Browse(office.CountyOffice, "en").FileAsync("/lists/work-order/export");
        using (var package = DocumentFormat.OpenXml.Packaging.SpreadsheetDocument.Open(new MemoryStream(file), false))
        {
            Assert.Empty(new DocumentFormat.OpenXml.Validation.OpenXmlValidator(DocumentFormat.OpenXml.FileFormatVersions.Office2016).Validate(package).Select(f => $"{f.Path?.XPath}: {f.Description}"));
        }

        Assert.Contains("To be done by (may be changed)", Part(file), StringComparison.Ordinal);

        // Exported in English, brought back in Chinese: nothing differs.
        var browser = office.Browse(office.CountyOffice);
        await ShowAsync(browser, Changes, file);
        Assert.Contains("没有需要合并的内容", browser.Page, StringComparison.Ordinal);

        // Without its memory only keys are left; a new row and a strange table are named.
        var number = await NumberAsync(office, order);
        await ShowAsync(browser, Changes, System.Text.Encoding.UTF8.GetBytes($"编号,标题,_qinglian_key\n{number},春耕农资检查,{order:N}\n,凭空多出的一行,\n"), "台账.csv");
        Assert.Contains("无法分辨系统中后来的变化", browser.Page, StringComparison.Ordinal);
        Assert.Contains("这是新增的行", browser.Page, StringComparison.Ordinal);
        await ShowAsync(browser, Changes, System.Text.Encoding.UTF8.GetBytes("编号,标题\nGD-1,随便\n"), "台账.csv");
        Assert.Contains("这不是从本列表导出的台账", browser.Page, StringComparison.Ordinal);
        await ShowAsync(browser, Changes, await browser.FileAsync("/lists/task/export"));
        Assert.Contains("从另一张台账导出", browser.Page, StringComparison.Ordinal);
    }

    private static async Task ShowAsync(Office.Browser browser, string address, byte[] file, string name = "台账.xlsx")
    {
        await browser.GoAsync(address);
        await browser.UploadAsync(address, name, file);
        await browser.WaitAsync();
    }

    private static async Task<Guid> OrderAsync(Office office, string title)
    {
        var id = Ids.New(office.Get<LocalTime>().Now);
        return await office.Get<Desk>().OpenAsync(id, new GiveOrder(office.Town, title, "核对台账", office.TownOffice, new(2030, 3, 1)), await office.ActorAsync(office.CountyOffice), default) is { } refusal ? throw new InvalidOperationException(refusal.Words.En) : id;
    }

    private static async Task<WorkOrder> ReadAsync(Office office, Guid id) => (WorkOrder)(await office.Get<IDossiers>().FindAsync(id, Actor.System, default))!;

    private static async Task<string> NumberAsync(Office office, Guid id) => (await ReadAsync(office, id)).Number;

    private static string Part(byte[] file)
    {
        using var zip = new ZipArchive(new MemoryStream(file));
        using var reader = new StreamReader(zip.GetEntry("xl/worksheets/sheet1.xml")!.Open());
        return reader.ReadToEnd();
    }

    /// <summary>Types into the cells of rows that are known by their number, under a heading, as a person would.</summary>
    private static byte[] Typed(byte[] exported, params (string Number, string Heading, string Text)[] cells)
    {
        var file = new MemoryStream();
        file.Write(exported);
        using (var zip = new ZipArchive(file, ZipArchiveMode.Update, leaveOpen: true))
        {
            var part = zip.GetEntry("xl/worksheets/sheet1.xml")!;
            XDocument page;
            using (var stream = part.Open()) page = XDocument.Load(stream);
            var main = page.Root!.Name.Namespace;
            foreach (var (number, heading, text) in cells)
            {
                var column = page.Descendants(main + "c").First(c => c.Value == heading).Attribute("r")!.Value.TrimEnd([.. "0123456789"]);
                var row = page.Descendants(main + "row").Single(r => r.Elements(main + "c").Any(c => c.Value == number));
                var place = column + row.Attribute("r")!.Value.ToString(CultureInfo.InvariantCulture);
                var cell = row.Elements(main + "c").Single(c => c.Attribute("r")!.Value == place);
                cell.SetAttributeValue("t", "inlineStr");
                cell.ReplaceNodes(new XElement(main + "is", new XElement(main + "t", text)));
            }

            part.Delete();
            using var written = zip.CreateEntry("xl/worksheets/sheet1.xml").Open();
            page.Save(written);
        }

        return file.ToArray();
    }
}

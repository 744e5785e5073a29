using System.Globalization;
using System.IO.Compression;
using System.Net;
using System.Text;
using System.Xml.Linq;
using Qinglian.Documents.Sheets;
using Qinglian.Kernel;
using Qinglian.Kernel.Access;
using Qinglian.Kernel.Organisations;
using Qinglian.Kernel.Registers;
using Qinglian.Web.Pages;

namespace Qinglian.Tests.Integration.Pages;

/// <summary>Registers over real HTTP, as a browser without scripts sees them.</summary>
public sealed class RegisterPagesTests
{
    [Fact]
    public async Task An_entry_is_added_changed_and_ended_and_its_history_says_so()
    {
        await using var office = await Office.OpenAsync();
        var browser = office.Browse(office.Administrator);

        await browser.GoAsync("/registers/unit/add");
        await browser.SendAsync("/registers/unit/add", ("Code", "c-x"), ("Name", "清河县水利局"), ("Kind", "Department"), ("Parent", office.County.ToString()), ("BeginsOn", "2024-01-01"));
        Assert.Equal(HttpStatusCode.OK, browser.Status);
        Assert.Contains("清河县水利局", browser.Page, StringComparison.Ordinal);

        await browser.GoAsync(browser.LinkTo("/change"));
        var change = browser.Here.AbsolutePath;
        await browser.SendAsync(change, ("Name", "清河县水务局"), ("ValidFrom", "2025-01-01"), ("Reason", ""));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, browser.Status);
        Assert.Contains("请填写变更理由", browser.Page, StringComparison.Ordinal);
        Assert.Contains("清河县水务局", browser.Page, StringComparison.Ordinal);

        await browser.SendAsync(change, ("Reason", "机构更名"));
        Assert.Contains("清河县水利局 → 清河县水务局", browser.Page, StringComparison.Ordinal);
        Assert.Contains("机构更名", browser.Page, StringComparison.Ordinal);

        await browser.GoAsync(browser.LinkTo("/end"));
        await browser.SendAsync(browser.Here.AbsolutePath, ("EndsOn", "2025-12-31"), ("Reason", "并入农业农村局"));
        Assert.Contains("此登记已终止", browser.Page, StringComparison.Ordinal);
        Assert.False(browser.HasLink("/change"));

        Assert.DoesNotContain("清河县水务局", await browser.GoAsync("/registers/unit?q=c-x"), StringComparison.Ordinal);
        Assert.Contains("清河县水利局", await browser.GoAsync("/registers/unit?q=c-x&on=2024-06-01"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_may_not_edit_sees_no_button_and_is_refused_at_the_address()
    {
        await using var office = await Office.OpenAsync();
        var browser = office.Browse(office.Clerk);

        await browser.GoAsync("/registers/unit");
        Assert.Equal(HttpStatusCode.OK, browser.Status);
        Assert.False(browser.HasLink("/registers/unit/add"));
        await browser.GoAsync("/registers/unit/add");
        Assert.Equal(HttpStatusCode.Forbidden, browser.Status);
        await browser.GoAsync("/registers/unit/import");
        Assert.Equal(HttpStatusCode.Forbidden, browser.Status);
        await browser.GoAsync("/registers/compartment");
        Assert.Equal(HttpStatusCode.NotFound, browser.Status);

        // The town's office keeps its own people and nobody else's.
        var town = office.Browse(office.TownOffice);
        await town.GoAsync("/registers/person/add");
        await town.SendAsync("/registers/person/add", ("Number", "X9"), ("Name", "外人"), ("Unit", office.Bureau.ToString()), ("BeginsOn", "2024-01-01"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, town.Status);
        Assert.Contains("只能由", town.Page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_messy_table_keeps_its_good_rows_and_gives_the_bad_ones_back_to_be_mended_and_sent_again()
    {
        await using var office = await Office.OpenAsync();
        var browser = office.Browse(office.CountyOffice);
        var before = await office.CountAsync<PersonRow>();
        var csv = new StringBuilder("某县干部花名册,,,,,,\r\n\r\n人员编号,姓名,所在单位,中共党员,监督对象,廉政档案建档日期,列入日期\r\n");
        csv.Append("D001,李一,柳林镇,是,是,2024年3月5日,2024.1.1\r\n");
        csv.Append("D002,李二,清河县/柳林镇/东村,√,否,,20240101\r\n\r\n");
        csv.Append("D003,李三,没有的单位,是,是,,2024-01-01\r\n");
        csv.Append("D004,,柳林镇,是,是,,2024-01-01\r\n");
        csv.Append("D005,李五,柳林镇,是,是,二月三十,2024-01-01\r\n");
        csv.Append("D001,李一又,柳林镇,是,是,,2024-01-01\r\n");
        csv.Append("合计,,,,,,\r\n");

        await browser.GoAsync("/registers/person/import");
        await browser.UploadAsync("/registers/person/import", "花名册.csv", CodePagesEncodingProvider.Instance.GetEncoding("GB18030")!.GetBytes(csv.ToString()));
        await browser.WaitAsync();
        Assert.Contains("没有代码或名称为“没有的单位”的单位", browser.Page, StringComparison.Ordinal);
        Assert.Contains("二月三十", browser.Page, StringComparison.Ordinal);
        Assert.Contains("重复", browser.Page, StringComparison.Ordinal);
        Assert.Equal(before, await office.CountAsync<PersonRow>());

        var failures = await browser.FileAsync(browser.LinkTo("/failures"));
        await browser.SendAsync(browser.Here.PathAndQuery, ("reason", ""));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, browser.Status);
        await browser.SendAsync(browser.Here.PathAndQuery, ("reason", "年初核对"));
        await browser.WaitAsync();
        Assert.Contains("已导入", browser.Page, StringComparison.Ordinal);
        Assert.Equal(before + 2, await office.CountAsync<PersonRow>());

        // The failure file comes back as it is, with the four cells mended.
        var reasons = SheetReader.Read(new MemoryStream(failures), "失败.xlsx", [new("n", new("人员编号", "Number")), new("why", new("错误原因", "Reason for refusal"))]);
        Assert.Equal(["D001", "D003", "D004", "D005"], reasons.Rows.Select(r => (string)r.Values[0]!).Order());
        Assert.All(reasons.Rows, r => Assert.False(string.IsNullOrWhiteSpace((string?)r.Values[1])));
        var mended = Typed(failures, ("D003", 'D', "东村"), ("D004", 'C', "李四"), ("D005", 'H', "2024-02-29"), ("D001", 'B', "D006"));
        await browser.GoAsync("/registers/person/import");
        await browser.UploadAsync("/registers/person/import", "失败.xlsx", mended);
        await browser.WaitAsync();
        await browser.SendAsync(browser.Here.PathAndQuery, ("reason", "补正"));
        await browser.WaitAsync();
        Assert.Equal(before + 6, await office.CountAsync<PersonRow>());
    }

    [Fact]
    public async Task A_register_goes_out_and_comes_back_unchanged_without_a_difference()
    {
        await using var office = await Office.OpenAsync();
        foreach (var (register, person) in new[] { ("person", office.CountyOffice), ("unit", office.Administrator), ("duty-grant", office.Security) })
        {
            foreach (var language in new[] { "zh", "en" })
            {
                var browser = office.Browse(person, language);
                var file = await browser.FileAsync($"/registers/{register}/export");
                await browser.GoAsync($"/registers/{register}/import");
                await browser.UploadAsync($"/registers/{register}/import", "export.xlsx", file);
                await browser.WaitAsync();
                Assert.Contains(language == "zh" ? "没有需要合并的内容" : "nothing to merge", browser.Page, StringComparison.Ordinal);
            }
        }

        Assert.True(await office.Database.AskAsync<long>("select count(*) from ledger_line where kind = 'Export' and procedure = 'person'") >= 2);
    }

    [Fact]
    public async Task Only_ticked_differences_of_a_returned_table_are_merged_and_a_change_on_both_sides_waits_for_a_decision()
    {
        await using var office = await Office.OpenAsync();
        var browser = office.Browse(office.CountyOffice);
        var exported = await browser.FileAsync("/registers/person/export");

        // Two ranks are typed into the table; one of the two persons gets another rank in the system meanwhile.
        var entry = (await office.Registrar.FindAsync(office.Get<RegisterBook>().Of<PersonRow>(), office.Clerk.Value, null, Actor.System, default))!;
        Assert.Empty(await office.Registrar.ChangeAsync(entry.Id, entry.As<PersonRow>() with { Rank = "二级科员" }, entry.Revision, office.Today, "定级", Actor.System, default));

        await browser.GoAsync("/registers/person/import");
        await browser.UploadAsync("/registers/person/import", "x.xlsx", Typed(exported, ("C001", 'E', "一级科员"), ("C002", 'E', "一级科员")));
        await browser.WaitAsync();
        Assert.Contains("导出之后系统中也改过", browser.Page, StringComparison.Ordinal);
        await browser.SendAsync(browser.Here.PathAndQuery, ("reason", "合并"));
        await browser.WaitAsync();

        Assert.Equal("一级科员", (await office.Registrar.FindAsync(entry.Register, office.TownOffice.Value, null, Actor.System, default))!.As<PersonRow>().Rank);
        Assert.Equal("二级科员", (await office.Registrar.FindAsync(entry.Register, office.Clerk.Value, null, Actor.System, default))!.As<PersonRow>().Rank);
    }

    [Fact]
    public async Task Five_thousand_rows_show_how_far_they_are_and_all_arrive()
    {
        await using var office = await Office.OpenAsync();
        office.Get<Runs>().Patience = TimeSpan.Zero;
        var browser = office.Browse(office.CountyOffice);
        var before = await office.CountAsync<PersonRow>();
        var csv = new StringBuilder("人员编号,姓名,所在单位,中共党员,监督对象\n");
        for (var i = 0; i < 5000; i++) csv.Append(CultureInfo.InvariantCulture, $"M{i:0000},村民{i},东村,否,否\n");

        await browser.GoAsync("/registers/person/import");
        await browser.UploadAsync("/registers/person/import", "big.csv", Encoding.UTF8.GetBytes(csv.ToString()));
        Assert.Contains("<progress", browser.Page, StringComparison.Ordinal);
        await browser.WaitAsync();
        await browser.SendAsync(browser.Here.PathAndQuery, ("reason", "首次录入"));
        await browser.WaitAsync();

        Assert.Equal(before + 5000, await office.CountAsync<PersonRow>());
    }

    [Fact]
    public async Task Pages_speak_both_languages_and_keep_what_they_show_when_the_language_changes()
    {
        await using var office = await Office.OpenAsync();
        var browser = office.Browse(office.CountyOffice);

        Assert.Contains("人员名册", await browser.GoAsync("/registers/person?q=周"), StringComparison.Ordinal);
        await browser.GoAsync(browser.LinkTo("lang=en"));
        Assert.Contains("<h1>Persons</h1>", browser.Page, StringComparison.Ordinal);
        Assert.Contains("周办公", browser.Page, StringComparison.Ordinal);
        Assert.DoesNotContain("王文书", browser.Page, StringComparison.Ordinal);
    }

    /// <summary>The workbook with other texts typed into cells of the rows of these persons, as a spreadsheet program would save it.</summary>
    internal static byte[] Typed(byte[] workbook, params (string Number, char Column, string Text)[] cells)
    {
        using var file = new MemoryStream();
        file.Write(workbook);
        using (var zip = new ZipArchive(file, ZipArchiveMode.Update, leaveOpen: true))
        {
            var part = zip.GetEntry("xl/worksheets/sheet1.xml")!;
            XDocument page;
            using (var stream = part.Open()) page = XDocument.Load(stream);
            var main = page.Root!.Name.Namespace;
            foreach (var (number, column, text) in cells)
            {
                var row = page.Descendants(main + "row").Single(r => r.Elements(main + "c").ElementAtOrDefault(1)?.Value == number);
                var cell = row.Elements(main + "c").First(c => c.Attribute("r")!.Value.StartsWith(column));
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

using Qinglian.Application;
using Qinglian.Data.Ledger.Verification;
using Qinglian.Kernel.Access;
using Qinglian.Kernel.Ledger;
using Qinglian.Kernel.Registers;
using Qinglian.Responsibilities.Items;
using Qinglian.Responsibilities.WorkOrders;
using Qinglian.Tests.World;

namespace Qinglian.Tests.Integration.Ledger;

/// <summary>A world in which work was done, and the two hands a test has on its ledger: to verify it, and to tamper with it as the owner.</summary>
internal sealed class LedgerScene(TestWorld world) : IAsyncDisposable
{
    public TestWorld World => world;
    public TestDatabase Database => world.Database;

    /// <summary>Work orders that were opened and accepted, a sign-in, a refusal; then a checkpoint.</summary>
    public static async Task<LedgerScene> WithOrdersAsync(int orders)
    {
        var scene = new LedgerScene(await TestWorld.OpenAsync());
        for (var i = 0; i < orders; i++) await scene.OrderAsync();
        await scene.World.Ledger.RecordAsync(LineKind.SignIn, Guid.Empty, "", "SignIn", new { }, await scene.World.ActorAsync("教育局局长"), default);
        await scene.World.Ledger.CheckpointAsync(default);
        return scene;
    }

    /// <summary>One order, opened and accepted: two lines.</summary>
    public async Task<Guid> OrderAsync()
    {
        var head = await world.ActorAsync("教育局局长");
        var staff = await world.ActorAsync("教育局干部");
        var id = await world.OpenAsync(new GiveOrder(world.Unit("bureau"), "报送整改情况", "逐项核对并报送。", staff.Id, new(2026, 4, 1)), head);
        await world.ActAsync(id, new AcceptItem(null), staff);
        return id;
    }

    public Task<LedgerAuditReport> VerifyAsync(params IReadOnlyList<SignedNote> outside) =>
        new LedgerAudit(Database.Owner, new RegisterBook(QinglianServices.Modules), [world.Ledger.Key]).RunAsync(outside, null, default);

    /// <summary>Changes tables as only somebody with the owner's login can: with the triggers switched off.</summary>
    public Task TamperAsync(string sql) => Database.ExecuteAsync($"set session_replication_role = replica; {sql}; set session_replication_role = origin");

    public async ValueTask DisposeAsync() => await world.DisposeAsync();
}

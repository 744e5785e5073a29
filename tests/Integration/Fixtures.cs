using Qinglian.Tests.World;

[assembly: AssemblyFixture(typeof(TestServer))]
